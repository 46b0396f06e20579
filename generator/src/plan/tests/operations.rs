//! Operations, responses, servers.

use insta::assert_snapshot;

use super::{files, folder, operations, outline};

#[test]
fn responses_by_status() {
    assert_snapshot!(operations(r##"
paths:
  /a:
    get:
      operationId: get
      responses:
        "200": { description: Done, content: { application/json: { schema: { type: string } } } }
        "202": { description: Begun }
        "404": { description: "", content: { text/plain: {} } }
        4XX: { description: Other, content: { application/json: { schema: { type: integer } } } }
        "500": { description: No body }
"##), @r#"
    impl Client {
        /// `GET /a`
        ///
        /// Returns [`GetOutput`], which depends on the status. The body of a documented error is [`GetError`], which depends on the status.
        ///
        /// Responses:
        ///
        /// - `200`: Done
        /// - `202`: Begun
        /// - `404`
        /// - `4XX`: Other
        /// - `500`: No body
        ///
        /// ```no_run
        /// # async fn example(client: api::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// let response = client.get().await?;
        /// # Ok(())
        /// # }
        /// ```
        pub fn get(&self) -> Get {
            Get { call: self.core.call(&GET) }
        }
    }

    /// Call of `GET /a`, returned by [`Client::get`].
    #[derive(Debug, Clone)]
    #[must_use = "a call does nothing until it is awaited or sent"]
    pub struct Get {
        call: runtime::Call,
    }

    runtime::operation!(Get => GetOutput, GetError);

    const GET: runtime::Operation = runtime::Operation {
        id: "get",
        method: "GET",
        path: "/a",
        server: None,
        accept: "application/json, text/plain",
        security: runtime::Security::Unspecified,
        ok: &[runtime::Status::Code(200), runtime::Status::Code(202)],
        errors: &[
            runtime::Status::Code(404),
            runtime::Status::Class(4),
            runtime::Status::Code(500),
        ],
    };

    /// Documented responses of `get`, by status.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum GetOutput {
        /// Done
        Ok(String),
        /// Begun
        Accepted,
    }

    runtime::responses!(GetOutput {
        200 => Ok(Json),
        202 => Accepted,
    });

    /// Documented errors of `get`, by status.
    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub enum GetError {
        /// Status 404.
        NotFound(String),
        /// Other
        Status4xx(i64),
        /// No body
        InternalServerError,
    }

    runtime::responses!(GetError {
        404 => NotFound(Text),
        4 XX => Status4xx(Json),
        500 => InternalServerError,
    });
    "#);
}

#[test]
fn answers() {
    assert_snapshot!(outline(&operations(r##"
paths:
  /a:
    get: { operationId: json, responses: { "200": { description: d, content: { application/json: {} } } } }
    put: { operationId: text, responses: { "200": { description: d, content: { text/csv: {} } } } }
    post: { operationId: bytes, responses: { "200": { description: d, content: { application/pdf: {} } } } }
    delete: { operationId: none, responses: { "204": { description: d } } }
    patch: { operationId: any, responses: { default: { description: d, content: { application/json: { schema: { type: string } } } } } }
    options: { operationId: same, responses: { "200": { description: d, content: { application/json: { schema: { type: string } } } }, "201": { description: d, content: { application/json: { schema: { type: string } } } } } }
"##)), @r"
    pub fn json(&self) -> Json
    pub fn text(&self) -> Text
    pub fn bytes(&self) -> Bytes
    pub fn none(&self) -> NoneCall
    pub fn any(&self) -> Any
    pub fn same(&self) -> Same
    pub struct Json
    runtime::operation!(Json => runtime::Json<types::JsonResponse>, runtime::Undocumented);
    const JSON: runtime::Operation = runtime::Operation
    pub struct Text
    runtime::operation!(Text => runtime::text::Text, runtime::Undocumented);
    const TEXT: runtime::Operation = runtime::Operation
    pub struct Bytes
    runtime::operation!(Bytes => runtime::Binary, runtime::Undocumented);
    const BYTES: runtime::Operation = runtime::Operation
    pub struct NoneCall
    runtime::operation!(NoneCall => runtime::Empty, runtime::Undocumented);
    const NONE: runtime::Operation = runtime::Operation
    pub struct Any
    runtime::operation!(Any => runtime::Json<String>, runtime::Json<String>);
    const ANY: runtime::Operation = runtime::Operation
    pub struct Same
    runtime::operation!(Same => runtime::Json<String>, runtime::Undocumented);
    const SAME: runtime::Operation = runtime::Operation
    ");
}

#[test]
fn an_example_on_every_method() {
    assert_snapshot!(operations(r##"
paths:
  /a/{id}:
    post:
      operationId: change it
      summary: Changes it.
      deprecated: true
      parameters: [{ name: id, in: path, required: true, description: Which one. It matters., schema: { type: integer } }, { name: at, in: query, required: true, schema: { type: string, format: date-time } }, { name: old, in: query, deprecated: true, schema: { type: boolean } }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } } }
      responses: { "204": { description: Changed. } }
"##), @r#"
    impl Client {
        /// Changes it.
        ///
        /// `POST /a/{id}`
        ///
        /// Returns `()`: the response has no body.
        ///
        /// - `id`: Which one.
        /// - `at`: The query parameter `at`.
        /// - `body`: The request body (`application/json`).
        ///
        /// Responses:
        ///
        /// - `204`: Changed.
        ///
        /// ```no_run
        /// # async fn example(client: api::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// use api::types;
        ///
        /// client.change_it(1, "2030-01-31T12:00:00Z".parse()?, types::ChangeItRequest::new("name")).await?;
        /// # Ok(())
        /// # }
        /// ```
        #[deprecated = "deprecated in the API description"]
        pub fn change_it(
            &self,
            id: i64,
            at: ::chrono::DateTime<::chrono::Utc>,
            body: types::ChangeItRequest,
        ) -> ChangeIt {
            let mut call = self.core.call(&CHANGE_IT);
            call.path("id", &id, runtime::Style::SIMPLE);
            call.query("at", &at, runtime::Style::FORM.exploded());
            call.json("application/json", &body);
            ChangeIt { call }
        }
    }

    /// Changes it.
    ///
    /// Call of `POST /a/{id}`, returned by [`Client::change_it`].
    #[derive(Debug, Clone)]
    #[must_use = "a call does nothing until it is awaited or sent"]
    pub struct ChangeIt {
        call: runtime::Call,
    }

    impl ChangeIt {
        /// Sets the query parameter `old`.
        #[deprecated = "deprecated in the API description"]
        pub fn old(mut self, value: bool) -> Self {
            self.call.query("old", &value, runtime::Style::FORM.exploded());
            self
        }
    }

    runtime::operation!(ChangeIt => runtime::Empty, runtime::Undocumented);

    const CHANGE_IT: runtime::Operation = runtime::Operation {
        id: "change it",
        method: "POST",
        path: "/a/{id}",
        server: None,
        accept: "",
        security: runtime::Security::Unspecified,
        ok: &[runtime::Status::Code(204)],
        errors: &[],
    };
    "#);
}

#[test]
fn aliases_of_undocumented_answers() {
    assert_snapshot!(folder(&files(r##"
paths:
  /a: { get: { operationId: get, responses: { "200": { description: d, content: { application/json: {} } } } } }
"##), "src/types/"), @r"
    /// Response of `get`, for which no schema is documented.
    pub type GetResponse = runtime::wire::Json;
    ");
}

#[test]
fn servers() {
    let several = files(
        r##"
servers:
  - { url: "https://{region}.a.example/{base}", description: Live, variables: { region: { default: eu, enum: [eu, us], description: Where. }, base: { default: v1 } } }
  - { url: "http://localhost:8080" }
  - { url: /relative }
paths: {}
"##,
    );
    let client = folder(&several, "src/client.rs");
    assert_snapshot!(client.split_once("client_builder!").unwrap_or_default().1, @r#"
    (ClientBuilder);

    /// Server of the API.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum Server {
        /// Live
        ///
        /// `https://{region}.a.example/{base}`
        Live {
            /// Where.
            region: ServerRegion,
            base: String,
        },
        /// `http://localhost:8080`
        Localhost8080,
    }

    impl Server {
        /// Returns [`Self::Live`] with the default values of its variables.
        #[must_use]
        pub fn live() -> Self {
            Self::Live {
                region: "eu".into(),
                base: "v1".into(),
            }
        }

        /// Returns the base URL.
        #[must_use]
        pub fn url(&self) -> String {
            match self {
                Self::Live { region, base } => {
                    ["https://", region.as_str(), ".a.example/", base.as_str()].concat()
                }
                Self::Localhost8080 => "http://localhost:8080".into(),
            }
        }
    }

    /// Values of the variable `region` in a server's URL.
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum ServerRegion {
        /// `eu`
        Eu,
        /// `us`
        Us,
        /// A value that the description does not list.
        Unknown(runtime::wire::UnknownValue),
    }

    runtime::wire::string_enum!(ServerRegion {
        "eu" => Eu,
        "us" => Us,
    }, else Unknown);
    "#);
    let one = files("servers: [{ url: 'https://only.example' }]\npaths: {}");
    assert!(!folder(&one, "src/client.rs").contains("Server"));
}

#[test]
fn parameters_with_a_single_value() {
    assert_snapshot!(outline_of_calls(&operations(r##"
paths:
  "/{v}/a":
    get:
      operationId: get
      parameters:
        - { name: v, in: path, required: true, schema: { type: string, enum: [v1] } }
        - { name: version, in: query, required: true, schema: { type: integer, enum: [2] } }
        - { name: X-On, in: header, required: true, schema: { type: boolean, enum: [true] } }
        - { name: mode, in: query, schema: { type: string, enum: [fast] }, description: The mode. }
        - { name: deep, in: query, schema: { type: boolean, enum: [false] } }
      responses: {}
"##)), @r#"
    impl Client {
        /// `GET /{v}/a`
        ///
        /// Returns `()`: no response body is documented.
        ///
        /// ```no_run
        /// # async fn example(client: api::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// client.get().await?;
        /// # Ok(())
        /// # }
        /// ```
        pub fn get(&self) -> Get {
            let mut call = self.core.call(&GET);
            call.path("v", "v1", runtime::Style::SIMPLE);
            call.query("version", &2i64, runtime::Style::FORM.exploded());
            call.header("X-On", &true, runtime::Style::SIMPLE);
            Get { call }
        }
    }

    /// Call of `GET /{v}/a`, returned by [`Client::get`].
    #[derive(Debug, Clone)]
    #[must_use = "a call does nothing until it is awaited or sent"]
    pub struct Get {
        call: runtime::Call,
    }

    impl Get {
        /// The mode.
        ///
        /// - Value, if it is sent: `fast`
        pub fn mode(mut self, value: bool) -> Self {
            let value: Option<String> = value.then(|| "fast".to_owned());
            self.call.query("mode", &value, runtime::Style::FORM.exploded());
            self
        }

        /// Sets the query parameter `deep`.
        pub fn deep(mut self, value: bool) -> Self {
            self.call.query("deep", &value, runtime::Style::FORM.exploded());
            self
        }
    }
    "#);
}

/// The functions of calls, without the constants of their operations.
fn outline_of_calls(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.starts_with("runtime::operation!"));
    lines.collect::<Vec<_>>().join("\n")
}
