window.onload = function() {
  // Build a system
  let url = window.location.search.match(/url=([^&]+)/);
  if (url && url.length > 1) {
    url = decodeURIComponent(url[1]);
  } else {
    url = window.location.origin;
  }
  let options = {
  "swaggerDoc": {
    "openapi": "3.0.3",
    "info": {
      "title": "Gallery",
      "version": "2.4.0",
      "description": "The public and back-office API of an imaginary art gallery.\n\nA first call needs nothing but a token:\n\n```\ncurl -H 'Authorization: Bearer TOKEN' https://eu.gallery.example/v2/artworks\n```\n\nLists are sorted by `[sort-by]`, ids are written <id>, and the text */ is\nharmless here. The handbook is at https://handbook.gallery.example/start.\n\n</script><b>Nothing</b> ends here: 'a' \"b\" `c` \\d & &amp; é.\n"
    },
    "servers": [
      {
        "url": "https://{region}.gallery.example/{version}",
        "description": "The hosted service.",
        "variables": {
          "region": {
            "description": "Where the collection is kept.",
            "enum": [
              "eu",
              "us",
              "ap"
            ],
            "default": "eu"
          },
          "version": {
            "enum": [
              "v1",
              "v2"
            ],
            "default": "v2"
          }
        }
      },
      {
        "url": "http://localhost:8080/api",
        "description": "A development server."
      }
    ],
    "tags": [
      {
        "name": "artworks",
        "description": "Works in the collection."
      },
      {
        "name": "artists",
        "description": "The people who made them."
      },
      {
        "name": "exhibitions",
        "description": "Shows, rooms and visits."
      },
      {
        "name": "orders",
        "description": "Tickets and payments."
      },
      {
        "name": "loans",
        "description": "Works lent to other houses."
      },
      {
        "name": "media",
        "description": "Images and films."
      },
      {
        "name": "reports",
        "description": "Figures for the office."
      },
      {
        "name": "search",
        "description": "Finding things."
      },
      {
        "name": "system",
        "description": "Health and identity."
      }
    ],
    "security": [
      {
        "bearerAuth": []
      }
    ],
    "paths": {
      "/artworks": {
        "get": {
          "tags": [
            "artworks"
          ],
          "operationId": "listArtworks",
          "summary": "List artworks",
          "description": "Lists the works in the collection, newest first unless `sort-by` says otherwise.",
          "parameters": [
            {
              "name": "q",
              "in": "query",
              "description": "Words to look for in the title.",
              "schema": {
                "type": "string"
              }
            },
            {
              "$ref": "#/components/parameters/Limit"
            },
            {
              "name": "cursor",
              "in": "query",
              "description": "Where to go on, from the `X-Next-Cursor` header of the page before.",
              "schema": {
                "type": "integer",
                "format": "int64"
              }
            },
            {
              "name": "min_price",
              "in": "query",
              "description": "Lowest insured value.",
              "schema": {
                "type": "number",
                "format": "double"
              }
            },
            {
              "name": "on_display",
              "in": "query",
              "schema": {
                "type": "boolean",
                "default": true
              }
            },
            {
              "name": "filter[status]",
              "in": "query",
              "description": "Keep works in this state only.",
              "schema": {
                "$ref": "#/components/schemas/ArtworkStatus"
              }
            },
            {
              "name": "$top",
              "in": "query",
              "description": "The number of works to return, for clients that speak OData.",
              "deprecated": true,
              "schema": {
                "type": "integer"
              }
            },
            {
              "name": "type",
              "in": "query",
              "schema": {
                "type": "string",
                "enum": [
                  "painting",
                  "sculpture",
                  "print"
                ]
              }
            },
            {
              "name": "sort-by",
              "in": "query",
              "description": "The order of the list.",
              "schema": {
                "type": "string",
                "enum": [
                  "title",
                  "-title",
                  "year",
                  "-year"
                ],
                "default": "-year"
              }
            },
            {
              "name": "tag",
              "in": "query",
              "description": "A work must have every tag given.",
              "schema": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            },
            {
              "name": "fields",
              "in": "query",
              "description": "The fields to return.",
              "explode": false,
              "schema": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            },
            {
              "name": "X-Page-Size-Hint",
              "in": "header",
              "description": "How many works fit on the screen.",
              "schema": {
                "type": "integer",
                "format": "int32"
              }
            }
          ],
          "responses": {
            "200": {
              "description": "A page of works.",
              "headers": {
                "X-Total-Count": {
                  "$ref": "#/components/headers/TotalCount"
                },
                "X-Next-Cursor": {
                  "description": "Absent on the last page.",
                  "schema": {
                    "type": "string"
                  }
                }
              },
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/ArtworkPage"
                  }
                }
              }
            },
            "4XX": {
              "$ref": "#/components/responses/Problem"
            },
            "5XX": {
              "description": "The gallery is at fault.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Error"
                  }
                }
              }
            }
          }
        },
        "post": {
          "tags": [
            "artworks"
          ],
          "operationId": "createArtwork",
          "summary": "Add an artwork",
          "security": [
            {
              "bearerAuth": [],
              "headerKey": []
            }
          ],
          "parameters": [
            {
              "$ref": "#/components/parameters/IdempotencyKey"
            }
          ],
          "requestBody": {
            "$ref": "#/components/requestBodies/NewArtwork"
          },
          "responses": {
            "201": {
              "description": "The work as it was stored.",
              "headers": {
                "Location": {
                  "required": true,
                  "description": "The address of the new work.",
                  "schema": {
                    "type": "string",
                    "format": "uri"
                  }
                }
              },
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Artwork"
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        }
      },
      "/artworks/{artwork_id}": {
        "parameters": [
          {
            "$ref": "#/components/parameters/ArtworkId"
          }
        ],
        "get": {
          "tags": [
            "artworks"
          ],
          "operationId": "getArtwork",
          "summary": "Get one artwork",
          "security": [
            {
              "bearerAuth": []
            },
            {
              "queryKey": []
            },
            {
              "oauth": [
                "collection.read"
              ]
            }
          ],
          "parameters": [
            {
              "name": "X-Expand",
              "in": "header",
              "description": "The related records to include.",
              "schema": {
                "type": "array",
                "items": {
                  "type": "string",
                  "enum": [
                    "artist",
                    "media",
                    "provenance"
                  ]
                }
              }
            }
          ],
          "responses": {
            "200": {
              "description": "The work.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Artwork"
                  }
                }
              }
            },
            "404": {
              "$ref": "#/components/responses/Problem"
            }
          }
        },
        "put": {
          "tags": [
            "artworks"
          ],
          "operationId": "replaceArtwork",
          "summary": "Replace an artwork",
          "requestBody": {
            "$ref": "#/components/requestBodies/NewArtwork"
          },
          "responses": {
            "201": {
              "description": "There was no such work; it has been added.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Artwork"
                  }
                }
              }
            },
            "204": {
              "description": "The work has been replaced."
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        },
        "patch": {
          "tags": [
            "artworks"
          ],
          "operationId": "updateArtwork",
          "summary": "Change an artwork",
          "description": "Fields that are left out stay as they are; fields sent as `null` are cleared.",
          "requestBody": {
            "required": true,
            "content": {
              "application/merge-patch+json": {
                "schema": {
                  "$ref": "#/components/schemas/ArtworkPatch"
                }
              }
            }
          },
          "responses": {
            "200": {
              "description": "The work after the change.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Artwork"
                  }
                }
              }
            },
            "404": {
              "description": "There is no such work.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/NotFound"
                  }
                }
              }
            },
            "409": {
              "description": "Somebody else changed the work in the meantime.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Conflict"
                  }
                }
              }
            },
            "422": {
              "description": "The change makes no sense.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/ValidationFailure"
                  }
                }
              }
            }
          }
        },
        "delete": {
          "tags": [
            "artworks"
          ],
          "operationId": "deleteArtwork",
          "summary": "Remove an artwork",
          "parameters": [
            {
              "name": "force",
              "in": "query",
              "schema": {
                "type": "boolean",
                "default": false
              }
            }
          ],
          "responses": {
            "202": {
              "description": "The work is on loan and will be removed when it comes back.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Job"
                  }
                }
              }
            },
            "204": {
              "description": "Gone."
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        }
      },
      "/orders": {
        "get": {
          "tags": [
            "orders"
          ],
          "operationId": "listOrders",
          "summary": "List your orders",
          "security": [
            {
              "cookieKey": []
            }
          ],
          "parameters": [
            {
              "name": "currency",
              "in": "cookie",
              "description": "The currency to show amounts in.",
              "schema": {
                "type": "string",
                "default": "EUR"
              }
            }
          ],
          "responses": {
            "200": {
              "description": "The orders.",
              "content": {
                "application/json": {
                  "schema": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/Order"
                    }
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        },
        "post": {
          "tags": [
            "orders"
          ],
          "operationId": "createOrder",
          "summary": "Buy tickets",
          "requestBody": {
            "required": true,
            "content": {
              "application/x-www-form-urlencoded": {
                "schema": {
                  "$ref": "#/components/schemas/OrderForm"
                },
                "encoding": {
                  "buyer": {
                    "style": "deepObject",
                    "explode": true
                  },
                  "options": {
                    "contentType": "application/json"
                  }
                }
              }
            }
          },
          "responses": {
            "201": {
              "description": "The order.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Order"
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        }
      },
      "/media": {
        "get": {
          "tags": [
            "media"
          ],
          "operationId": "listMedia",
          "summary": "List images and films",
          "parameters": [
            {
              "$ref": "#/components/parameters/Limit"
            }
          ],
          "responses": {
            "200": {
              "description": "The files.",
              "content": {
                "application/json": {
                  "schema": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/Media"
                    }
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        },
        "post": {
          "tags": [
            "media"
          ],
          "operationId": "uploadMedia",
          "summary": "Upload an image or a film",
          "requestBody": {
            "required": true,
            "content": {
              "multipart/form-data": {
                "schema": {
                  "type": "object",
                  "required": [
                    "file"
                  ],
                  "properties": {
                    "file": {
                      "description": "The file itself.",
                      "type": "string",
                      "format": "binary"
                    },
                    "caption": {
                      "type": "string"
                    },
                    "public": {
                      "type": "boolean"
                    },
                    "artwork_ids": {
                      "type": "array",
                      "items": {
                        "type": "string",
                        "format": "uuid"
                      }
                    },
                    "credit": {
                      "$ref": "#/components/schemas/Credit"
                    }
                  }
                },
                "encoding": {
                  "file": {
                    "contentType": "image/png, image/jpeg, video/mp4"
                  }
                }
              }
            }
          },
          "responses": {
            "201": {
              "description": "The file as stored.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Media"
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        }
      },
      "/artists": {
        "get": {
          "tags": [
            "artists"
          ],
          "operationId": "listArtists",
          "summary": "List artists",
          "parameters": [
            {
              "$ref": "#/components/parameters/Limit"
            },
            {
              "name": "born_after",
              "in": "query",
              "schema": {
                "type": "string",
                "format": "date"
              }
            }
          ],
          "responses": {
            "200": {
              "description": "The artists.",
              "content": {
                "application/json": {
                  "schema": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/Artist"
                    }
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        },
        "post": {
          "tags": [
            "artists"
          ],
          "operationId": "createArtist",
          "summary": "Add an artist",
          "requestBody": {
            "required": true,
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Artist"
                }
              }
            }
          },
          "responses": {
            "201": {
              "description": "The artist as stored.",
              "content": {
                "application/json": {
                  "schema": {
                    "$ref": "#/components/schemas/Artist"
                  }
                }
              }
            },
            "default": {
              "$ref": "#/components/responses/Problem"
            }
          }
        }
      }
    },
    "components": {
      "responses": {
        "Problem": {
          "description": "Something is wrong.",
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Error"
              }
            }
          }
        }
      },
      "schemas": {
        "Error": {
          "description": "What went wrong.",
          "type": "object",
          "required": [
            "code",
            "message"
          ],
          "properties": {
            "code": {
              "type": "string"
            },
            "message": {
              "type": "string"
            },
            "details": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "cause": {
              "description": "The error behind this one.",
              "allOf": [
                {
                  "$ref": "#/components/schemas/Error"
                }
              ],
              "nullable": true
            }
          }
        },
        "Artist": {
          "type": "object",
          "required": [
            "id",
            "name"
          ],
          "properties": {
            "id": {
              "type": "integer",
              "format": "int64",
              "readOnly": true
            },
            "name": {
              "type": "string"
            },
            "born": {
              "type": "string",
              "format": "date",
              "nullable": true
            },
            "contact": {
              "$ref": "#/components/schemas/Contact"
            },
            "portal_password": {
              "type": "string",
              "format": "password",
              "writeOnly": true
            },
            "influences": {
              "description": "Weights by artist.",
              "type": "object",
              "additionalProperties": {
                "type": "number"
              }
            }
          }
        },
        "Contact": {
          "description": "One way to reach somebody, or both.",
          "anyOf": [
            {
              "$ref": "#/components/schemas/EmailContact"
            },
            {
              "$ref": "#/components/schemas/PostalContact"
            }
          ]
        },
        "PostalContact": {
          "type": "object",
          "required": [
            "street",
            "city"
          ],
          "properties": {
            "street": {
              "type": "string"
            },
            "city": {
              "type": "string"
            },
            "country": {
              "type": "string",
              "default": "BE"
            }
          }
        },
        "EmailContact": {
          "type": "object",
          "required": [
            "email"
          ],
          "properties": {
            "email": {
              "type": "string",
              "format": "email"
            }
          }
        },
        "Media": {
          "description": "A file that shows something.",
          "type": "object",
          "required": [
            "id",
            "media_type"
          ],
          "properties": {
            "id": {
              "type": "string"
            },
            "media_type": {
              "type": "string"
            },
            "caption": {
              "type": "string"
            },
            "credit": {
              "$ref": "#/components/schemas/Credit"
            }
          },
          "discriminator": {
            "propertyName": "media_type",
            "mapping": {
              "image": "#/components/schemas/ImageMedia",
              "video": "#/components/schemas/VideoMedia"
            }
          }
        },
        "ImageMedia": {
          "allOf": [
            {
              "$ref": "#/components/schemas/Media"
            },
            {
              "type": "object",
              "required": [
                "width",
                "height"
              ],
              "properties": {
                "width": {
                  "type": "integer",
                  "format": "int32"
                },
                "height": {
                  "type": "integer",
                  "format": "int32"
                }
              }
            }
          ]
        },
        "VideoMedia": {
          "allOf": [
            {
              "$ref": "#/components/schemas/Media"
            },
            {
              "type": "object",
              "required": [
                "seconds"
              ],
              "properties": {
                "seconds": {
                  "type": "number",
                  "format": "double"
                },
                "subtitles": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          ]
        },
        "Credit": {
          "type": "object",
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "type": "string"
            },
            "year": {
              "type": "integer"
            }
          }
        },
        "Order": {
          "type": "object",
          "required": [
            "number",
            "total",
            "status"
          ],
          "properties": {
            "number": {
              "type": "integer",
              "format": "int64"
            },
            "total": {
              "type": "number",
              "format": "double"
            },
            "status": {
              "type": "string",
              "enum": [
                "open",
                "paid",
                "refunded"
              ]
            },
            "placed_at": {
              "type": "string",
              "format": "date-time"
            },
            "options": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Option"
              }
            },
            "payment": {
              "nullable": true,
              "allOf": [
                {
                  "$ref": "#/components/schemas/Payment"
                }
              ]
            }
          }
        },
        "Payment": {
          "description": "How an order is paid. The `kind` tells which.",
          "oneOf": [
            {
              "$ref": "#/components/schemas/CardPayment"
            },
            {
              "$ref": "#/components/schemas/InvoicePayment"
            }
          ]
        },
        "InvoicePayment": {
          "type": "object",
          "required": [
            "kind",
            "vat_number"
          ],
          "properties": {
            "kind": {
              "type": "string",
              "enum": [
                "invoice"
              ]
            },
            "vat_number": {
              "type": "string"
            },
            "due_in_days": {
              "type": "integer",
              "format": "int32",
              "default": 30
            }
          }
        },
        "CardPayment": {
          "type": "object",
          "required": [
            "kind",
            "token"
          ],
          "properties": {
            "kind": {
              "type": "string",
              "enum": [
                "card"
              ]
            },
            "token": {
              "type": "string"
            }
          }
        },
        "Option": {
          "description": "An extra that can be ordered with a ticket.",
          "type": "object",
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "type": "string"
            },
            "quantity": {
              "type": "integer",
              "format": "int32",
              "default": 1
            },
            "gift": {
              "type": "boolean",
              "default": false
            }
          }
        },
        "OrderForm": {
          "type": "object",
          "required": [
            "exhibition",
            "date",
            "quantity"
          ],
          "properties": {
            "exhibition": {
              "type": "string"
            },
            "date": {
              "type": "string",
              "format": "date"
            },
            "quantity": {
              "type": "integer",
              "format": "int32"
            },
            "newsletter": {
              "type": "boolean"
            },
            "voucher": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "buyer": {
              "$ref": "#/components/schemas/Buyer"
            },
            "options": {
              "description": "Sent as JSON text.",
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Option"
              }
            },
            "language": {
              "type": "string",
              "enum": [
                "nl",
                "fr",
                "en"
              ],
              "default": "en"
            },
            "delivery": {
              "description": "Has no encoding of its own.",
              "type": "object",
              "properties": {
                "street": {
                  "type": "string"
                },
                "city": {
                  "type": "string"
                }
              }
            }
          }
        },
        "Buyer": {
          "type": "object",
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "type": "string"
            },
            "email": {
              "type": "string",
              "format": "email"
            },
            "member": {
              "type": "boolean"
            }
          }
        },
        "Job": {
          "description": "Something that takes a while.",
          "type": "object",
          "required": [
            "id",
            "state"
          ],
          "properties": {
            "id": {
              "type": "string",
              "format": "uuid"
            },
            "state": {
              "type": "string",
              "enum": [
                "queued",
                "running",
                "done",
                "failed"
              ]
            },
            "progress": {
              "type": "number",
              "format": "float"
            }
          }
        },
        "ValidationFailure": {
          "type": "object",
          "required": [
            "fields"
          ],
          "properties": {
            "fields": {
              "description": "The complaints about each field.",
              "type": "object",
              "additionalProperties": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          }
        },
        "Conflict": {
          "type": "object",
          "required": [
            "current_revision"
          ],
          "properties": {
            "current_revision": {
              "type": "integer",
              "format": "int64"
            },
            "changed_by": {
              "type": "string"
            }
          }
        },
        "NotFound": {
          "type": "object",
          "required": [
            "missing"
          ],
          "properties": {
            "missing": {
              "description": "The id nobody knows.",
              "type": "string"
            }
          }
        },
        "Artwork": {
          "description": "A work in the collection.\n\nA small example:\n\n```json\n{\"title\": \"Harbour\", \"artist_id\": 7, \"year\": null}\n```\n\nSee [provenance] for <owner> names; the sequence */ may occur in titles.\nMore at https://handbook.gallery.example/artworks.\n",
          "allOf": [
            {
              "$ref": "#/components/schemas/ArtworkInput"
            },
            {
              "type": "object",
              "required": [
                "id",
                "created_at"
              ],
              "properties": {
                "id": {
                  "type": "string",
                  "format": "uuid",
                  "readOnly": true
                },
                "created_at": {
                  "type": "string",
                  "format": "date-time",
                  "readOnly": true
                },
                "acquired_on": {
                  "type": "string",
                  "format": "date"
                },
                "fingerprint": {
                  "description": "A digest of the scan.",
                  "type": "string",
                  "format": "byte"
                },
                "page": {
                  "type": "string",
                  "format": "uri"
                },
                "provenance": {
                  "$ref": "#/components/schemas/Provenance"
                },
                "views": {
                  "description": "How often it was looked at, by country.",
                  "type": "object",
                  "additionalProperties": {
                    "type": "integer"
                  }
                }
              }
            }
          ]
        },
        "Provenance": {
          "description": "An owner, and the owner before.",
          "type": "object",
          "required": [
            "owner"
          ],
          "properties": {
            "owner": {
              "type": "string"
            },
            "since": {
              "type": "string",
              "format": "date"
            },
            "previous": {
              "$ref": "#/components/schemas/Provenance"
            }
          }
        },
        "ArtworkInput": {
          "type": "object",
          "required": [
            "title",
            "artist_id",
            "year"
          ],
          "properties": {
            "title": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            },
            "artist_id": {
              "type": "integer",
              "format": "int64"
            },
            "year": {
              "description": "The year it was made, or `null` if nobody knows.",
              "type": "integer",
              "format": "int32",
              "nullable": true
            },
            "status": {
              "$ref": "#/components/schemas/ArtworkStatus"
            },
            "grade": {
              "$ref": "#/components/schemas/Grade"
            },
            "dimensions": {
              "description": "Null for works without a fixed size.",
              "nullable": true,
              "allOf": [
                {
                  "$ref": "#/components/schemas/Dimensions"
                }
              ]
            },
            "tags": {
              "type": "array",
              "uniqueItems": true,
              "items": {
                "type": "string"
              }
            },
            "insured_value": {
              "type": "number",
              "format": "double",
              "minimum": 0
            },
            "frame": {
              "type": "string",
              "default": "none"
            },
            "shelf": {
              "description": "Use `location` instead.",
              "type": "string",
              "deprecated": true
            },
            "location": {
              "type": "string",
              "nullable": true
            }
          }
        },
        "Dimensions": {
          "description": "In centimetres.",
          "type": "object",
          "required": [
            "height",
            "width"
          ],
          "properties": {
            "height": {
              "type": "number",
              "format": "float"
            },
            "width": {
              "type": "number",
              "format": "float"
            },
            "depth": {
              "type": "number",
              "format": "float",
              "nullable": true
            }
          }
        },
        "Grade": {
          "description": "The state of the surface, 1 (poor) to 5 (as new); -1 if unknown.",
          "type": "integer",
          "enum": [
            -1,
            1,
            2,
            3,
            4,
            5
          ]
        },
        "ArtworkStatus": {
          "description": "Where a work is. The empty value is found in old records only.",
          "type": "string",
          "enum": [
            "on-display",
            "in-storage",
            "3d",
            "N/A",
            ""
          ]
        },
        "ArtworkPatch": {
          "type": "object",
          "minProperties": 1,
          "properties": {
            "title": {
              "type": "string"
            },
            "year": {
              "type": "integer",
              "format": "int32",
              "nullable": true
            },
            "status": {
              "$ref": "#/components/schemas/ArtworkStatus"
            },
            "location": {
              "type": "string",
              "nullable": true
            },
            "dimensions": {
              "nullable": true,
              "allOf": [
                {
                  "$ref": "#/components/schemas/Dimensions"
                }
              ]
            },
            "tags": {
              "type": "array",
              "nullable": true,
              "items": {
                "type": "string"
              }
            }
          }
        },
        "ArtworkPage": {
          "type": "object",
          "required": [
            "items"
          ],
          "properties": {
            "items": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/Artwork"
              }
            },
            "next_cursor": {
              "type": "integer",
              "format": "int64",
              "nullable": true
            }
          }
        }
      },
      "parameters": {
        "Limit": {
          "name": "limit",
          "in": "query",
          "description": "The largest number of records to return.",
          "schema": {
            "type": "integer",
            "format": "int32",
            "minimum": 1,
            "maximum": 100,
            "default": 20
          }
        },
        "ArtworkId": {
          "name": "artwork_id",
          "in": "path",
          "required": true,
          "description": "The id of the work.",
          "schema": {
            "type": "string",
            "format": "uuid"
          }
        },
        "IdempotencyKey": {
          "name": "Idempotency-Key",
          "in": "header",
          "required": true,
          "description": "A value of your own; the same key never adds a work twice.",
          "schema": {
            "type": "string",
            "maxLength": 64
          }
        }
      },
      "requestBodies": {
        "NewArtwork": {
          "description": "The work to store.",
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ArtworkInput"
              }
            }
          }
        }
      },
      "headers": {
        "TotalCount": {
          "description": "The number of records in all pages.",
          "schema": {
            "type": "integer",
            "format": "int64"
          }
        }
      },
      "securitySchemes": {
        "basicAuth": {
          "type": "http",
          "scheme": "basic"
        },
        "bearerAuth": {
          "type": "http",
          "scheme": "bearer",
          "bearerFormat": "JWT"
        },
        "headerKey": {
          "type": "apiKey",
          "in": "header",
          "name": "X-Gallery-Key"
        },
        "queryKey": {
          "type": "apiKey",
          "in": "query",
          "name": "api_key"
        },
        "cookieKey": {
          "type": "apiKey",
          "in": "cookie",
          "name": "gallery_session"
        },
        "oauth": {
          "type": "oauth2",
          "description": "For applications that act for a visitor.",
          "flows": {
            "authorizationCode": {
              "authorizationUrl": "https://login.gallery.example/authorize",
              "tokenUrl": "https://login.gallery.example/token",
              "scopes": {
                "collection.read": "Read the collection.",
                "collection.write": "Change the collection."
              }
            }
          }
        }
      }
    }
  },
  "customOptions": {}
};
  url = options.swaggerUrl || url
  let urls = options.swaggerUrls
  let customOptions = options.customOptions
  let spec1 = options.swaggerDoc
  let swaggerOptions = {
    spec: spec1,
    url: url,
    urls: urls,
    dom_id: '#swagger-ui',
    deepLinking: true,
    presets: [
      SwaggerUIBundle.presets.apis,
      SwaggerUIStandalonePreset
    ],
    plugins: [
      SwaggerUIBundle.plugins.DownloadUrl
    ],
    layout: "StandaloneLayout"
  }
  for (let attrname in customOptions) {
    swaggerOptions[attrname] = customOptions[attrname];
  }
  let ui = SwaggerUIBundle(swaggerOptions)

  if (customOptions.initOAuth) {
    ui.initOAuth(customOptions.initOAuth)
  }

  if (customOptions.authAction) {
    ui.authActions.authorize(customOptions.authAction)
  }

  window.ui = ui
}
