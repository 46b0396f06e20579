//! Edits of `base.yaml`, each with what it requires.

use specwright::changes::Step;

/// An edit, and the step that it requires.
pub struct Edit {
    pub name: &'static str,
    /// Texts of the base and their replacements. Each text occurs once.
    pub replace: &'static [(&'static str, &'static str)],
    /// The step that the report demands; `None` if the generated API is the same.
    pub step: Option<Step>,
    /// Why cargo-semver-checks demands less, if it does.
    pub unseen: Option<Unseen>,
}

/// What cargo-semver-checks does not look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// Types of fields, arguments and results.
    Types,
    /// The order of arguments.
    Order,
    /// Changes below the Rust API: it knows no patch.
    Patch,
    /// Additions, of which it reports only some (an attribute, a deprecation).
    Addition,
}

const fn edit(
    name: &'static str,
    replace: &'static [(&'static str, &'static str)],
    step: Step,
) -> Edit {
    Edit { name, replace, step: Some(step), unseen: None }
}

const fn same(name: &'static str, replace: &'static [(&'static str, &'static str)]) -> Edit {
    Edit { name, replace, step: None, unseen: None }
}

const fn unseen(edit: Edit, unseen: Unseen) -> Edit {
    Edit { unseen: Some(unseen), ..edit }
}

use Step::{Major, Minor, Patch};
use Unseen::{Addition, Order, Types};

/// All edits.
pub const EDITS: &[Edit] = &[
    // Pages of lists.
    unseen(
        edit(
            "pages_added",
            &[(
                "      operationId: listOrders\n",
                "      operationId: listOrders\n      x-fern-pagination: { offset: $request.status, results: $response }\n",
            )],
            Minor,
        ),
        Addition,
    ),
    // Members of responses.
    unseen(
        edit(
            "response_member_optional",
            &[(
                "        ratio: { type: number }",
                "        ratio: { type: number }\n        note: { type: string }",
            )],
            Minor,
        ),
        Addition,
    ),
    unseen(
        edit(
            "response_member_required",
            &[
                (
                    "        ratio: { type: number }",
                    "        ratio: { type: number }\n        note: { type: string }",
                ),
                ("required: [id, item, payment]", "required: [id, item, payment, note]"),
            ],
            Minor,
        ),
        Addition,
    ),
    edit("response_member_removed", &[("        ratio: { type: number }\n", "")], Major),
    unseen(
        edit(
            "response_member_becomes_required",
            &[("required: [id, item, payment]", "required: [id, item, payment, ratio]")],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "response_member_becomes_optional",
            &[("required: [id, item, payment]", "required: [id, payment]")],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "response_member_type",
            &[("ratio: { type: number }", "ratio: { type: string }")],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "response_member_to_int32",
            &[("ratio: { type: number }", "ratio: { type: integer, format: int32 }")],
            Major,
        ),
        Types,
    ),
    unseen(edit("response_member_to_date", &[("format: date-time", "format: date")], Major), Types),
    same(
        "response_member_nullable",
        &[("ratio: { type: number }", "ratio: { type: [number, 'null'] }")],
    ),
    edit(
        "response_member_deprecated",
        &[("ratio: { type: number }", "ratio: { type: number, deprecated: true }")],
        Minor,
    ),
    edit(
        "response_member_renamed",
        &[("        ratio: { type: number }", "        share: { type: number }")],
        Major,
    ),
    // Members of requests.
    unseen(
        edit(
            "request_member_optional",
            &[(
                "        gift_note: { type: string }\n",
                "        gift_note: { type: string }\n        extra: { type: string }\n",
            )],
            Minor,
        ),
        Addition,
    ),
    edit(
        "request_member_required",
        &[
            (
                "        gift_note: { type: string }\n",
                "        gift_note: { type: string }\n        extra: { type: string }\n",
            ),
            ("required: [item, quantity]", "required: [item, quantity, extra]"),
        ],
        Major,
    ),
    edit(
        "request_member_becomes_required",
        &[("required: [item, quantity]", "required: [item, quantity, gift_note]")],
        Major,
    ),
    edit(
        "request_member_becomes_optional",
        &[("required: [item, quantity]", "required: [item]")],
        Major,
    ),
    edit("request_member_removed", &[("        gift_note: { type: string }\n", "")], Major),
    unseen(
        edit(
            "request_members_swapped",
            &[(
                "        item: { type: string }\n        quantity: { type: integer }\n        gift_note: { type: string }",
                "        quantity: { type: integer }\n        item: { type: string }\n        gift_note: { type: string }",
            )],
            Major,
        ),
        Order,
    ),
    unseen(
        edit(
            "request_three_states",
            &[(
                "        gift_note: { type: string }\n",
                "        gift_note: { type: [string, 'null'] }\n",
            )],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "request_two_states",
            &[("gift_note: { type: [string, \"null\"] }", "gift_note: { type: string }")],
            Major,
        ),
        Types,
    ),
    edit(
        "request_default_lost",
        &[(
            "    OrderUpdate:\n      type: object\n",
            "    OrderUpdate:\n      type: object\n      required: [quantity]\n",
        )],
        Major,
    ),
    // Enums.
    unseen(
        edit(
            "response_value_added",
            &[("enum: [open, shipped, gone]", "enum: [open, shipped, gone, lost]")],
            Minor,
        ),
        Addition,
    ),
    edit("response_value_removed", &[("enum: [open, shipped, gone]", "enum: [open, gone]")], Major),
    unseen(
        edit(
            "request_value_added",
            &[("enum: [post, courier, pickup]", "enum: [post, courier, pickup, drone]")],
            Minor,
        ),
        Addition,
    ),
    edit(
        "request_value_removed",
        &[("enum: [post, courier, pickup]", "enum: [post, pickup]")],
        Major,
    ),
    same("values_reordered", &[("enum: [open, shipped, gone]", "enum: [shipped, open, gone]")]),
    edit(
        "enum_to_string",
        &[("State: { type: string, enum: [open, shipped, gone] }", "State: { type: string }")],
        Major,
    ),
    unseen(
        edit(
            "string_to_enum",
            &[(
                "        item: { type: string }\n        placed_at",
                "        item: { type: string, enum: [tea, mate] }\n        placed_at",
            )],
            Major,
        ),
        Types,
    ),
    edit(
        "enum_deprecated",
        &[(
            "State: { type: string, enum: [open, shipped, gone] }",
            "State: { type: string, deprecated: true, enum: [open, shipped, gone] }",
        )],
        Minor,
    ),
    // Unions.
    unseen(
        edit(
            "variant_added",
            &[(
                "    Source: { anyOf: [{ type: string }",
                "    Source: { anyOf: [{ type: integer }, { type: string }",
            )],
            Minor,
        ),
        Addition,
    ),
    edit(
        "variant_removed",
        &[
            (
                "{ $ref: \"#/components/schemas/Card\" }, { $ref: \"#/components/schemas/Transfer\" }",
                "{ $ref: \"#/components/schemas/Card\" }",
            ),
            (", transfer: \"#/components/schemas/Transfer\"", ""),
        ],
        Major,
    ),
    unseen(
        edit(
            "tag_added",
            &[("mapping: { card:", "mapping: { credit: \"#/components/schemas/Card\", card:")],
            Minor,
        ),
        Addition,
    ),
    // Operations.
    unseen(
        edit(
            "operation_added",
            &[(
                "  /files:\n",
                "  /more:\n    get: { operationId: more, responses: { '204': { description: d } } }\n  /files:\n",
            )],
            Minor,
        ),
        Addition,
    ),
    edit(
        "operation_removed",
        &[(
            "    delete:\n      operationId: deleteOrder\n      security: [{ key: [] }]\n      responses:\n        \"204\": { description: Deleted }\n",
            "",
        )],
        Major,
    ),
    edit("operation_renamed", &[("operationId: listOrders", "operationId: findOrders")], Major),
    edit(
        "operation_deprecated",
        &[(
            "      operationId: listOrders\n",
            "      operationId: listOrders\n      deprecated: true\n",
        )],
        Minor,
    ),
    unseen(edit("path", &[("  /files:\n", "  /uploads:\n")], Patch), Unseen::Patch),
    unseen(
        edit(
            "method",
            &[(
                "    patch:\n      operationId: updateOrder",
                "    put:\n      operationId: updateOrder",
            )],
            Patch,
        ),
        Unseen::Patch,
    ),
    unseen(
        edit(
            "security",
            &[("security: [{ key: [] }]", "security: [{ token: [], key: [] }]")],
            Patch,
        ),
        Unseen::Patch,
    ),
    // Parameters.
    unseen(
        edit(
            "parameter_optional",
            &[(
                "        - { name: trace,",
                "        - { name: page, in: query, schema: { type: integer } }\n        - { name: trace,",
            )],
            Minor,
        ),
        Addition,
    ),
    edit(
        "parameter_required",
        &[(
            "        - { name: trace,",
            "        - { name: page, in: query, required: true, schema: { type: integer } }\n        - { name: trace,",
        )],
        Major,
    ),
    edit(
        "parameter_removed",
        &[("        - { name: status, in: query, schema: { type: string } }\n", "")],
        Major,
    ),
    edit(
        "parameter_becomes_required",
        &[("name: status, in: query,", "name: status, in: query, required: true,")],
        Major,
    ),
    edit(
        "parameter_becomes_optional",
        &[("name: region, in: query, required: true,", "name: region, in: query,")],
        Major,
    ),
    unseen(
        edit(
            "parameter_type",
            &[(
                "name: status, in: query, schema: { type: string }",
                "name: status, in: query, schema: { type: integer }",
            )],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "parameter_location",
            &[("{ name: trace, in: header,", "{ name: trace, in: query,")],
            Patch,
        ),
        Unseen::Patch,
    ),
    unseen(
        edit(
            "parameter_style",
            &[("name: tags, in: query,", "name: tags, in: query, explode: false,")],
            Patch,
        ),
        Unseen::Patch,
    ),
    unseen(
        edit("query_name", &[("name: tags, in: query,", "name: Tags, in: query,")], Patch),
        Unseen::Patch,
    ),
    unseen(
        edit(
            "header_in_another_case",
            &[("{ name: trace, in: header,", "{ name: Trace, in: header,")],
            Patch,
        ),
        Unseen::Patch,
    ),
    // Bodies and responses.
    edit(
        "body_becomes_required",
        &[("        required: false\n", "        required: true\n")],
        Major,
    ),
    unseen(
        edit(
            "media_type",
            &[(
                "content: { application/json: { schema: { $ref: \"#/components/schemas/OrderUpdate\" } } }",
                "content: { application/vnd.shop+json: { schema: { $ref: \"#/components/schemas/OrderUpdate\" } } }",
            )],
            Patch,
        ),
        Unseen::Patch,
    ),
    unseen(
        edit(
            "response_status_added",
            &[(
                "        \"202\": { description: Later }\n",
                "        \"202\": { description: Later }\n        \"204\": { description: None }\n",
            )],
            Minor,
        ),
        Addition,
    ),
    edit(
        "response_status_removed",
        &[(
            "        \"202\": { description: Later }\n",
            "        \"200\": { description: Later }\n",
        )],
        Major,
    ),
    unseen(
        edit(
            "error_body_removed",
            &[(
                "        \"404\": { $ref: \"#/components/responses/Problem\" }\n",
                "        \"404\": { description: No such order }\n",
            )],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "response_to_bytes",
            &[(
                "content: { text/plain: { schema: { type: string } } }",
                "content: { application/pdf: {} }",
            )],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "response_gets_a_schema",
            &[(
                "content: { application/json: {} }",
                "content: { application/json: { schema: { $ref: \"#/components/schemas/Note\" } } }",
            )],
            Major,
        ),
        Types,
    ),
    unseen(
        edit(
            "request_type_in_response",
            &[(
                "        \"204\": { description: Deleted }\n",
                "        \"200\": { description: d, content: { application/json: { schema: { $ref: \"#/components/schemas/NewOrder\" } } } }\n",
            )],
            Major,
        ),
        Types,
    ),
    // The client.
    unseen(
        edit("base_url", &[("https://eu.shop.example/v1", "https://eu.shop.example/v2")], Patch),
        Unseen::Patch,
    ),
    edit(
        "server_removed",
        &[(
            "  - { url: \"https://us.shop.example/v1\", description: America }\n",
            "  - { url: \"https://asia.shop.example/v1\", description: Asia }\n",
        )],
        Major,
    ),
    edit(
        "server_inserted",
        &[(
            "servers:\n",
            "servers:\n  - { url: \"https://asia.shop.example/v1\", description: Asia }\n",
        )],
        Major,
    ),
    edit(
        "scheme_added",
        &[(
            "  securitySchemes:\n",
            "  securitySchemes:\n    cookie: { type: apiKey, in: cookie, name: sid }\n",
        )],
        Major,
    ),
    edit(
        "scheme_removed",
        &[
            ("    key: { type: apiKey, in: header, name: X-Key }\n", ""),
            ("security: [{ key: [] }]", "security: []"),
        ],
        Major,
    ),
    unseen(edit("key_header", &[("name: X-Key", "name: X-Api-Key")], Patch), Unseen::Patch),
    edit(
        "key_to_basic",
        &[("key: { type: apiKey, in: header, name: X-Key }", "key: { type: http, scheme: basic }")],
        Major,
    ),
    edit("date_crate_dropped", &[(", format: date-time", "")], Major),
    unseen(
        edit("text", &[("summary: List orders", "summary: List all orders")], Patch),
        Unseen::Patch,
    ),
];
