//! Operations: the constants that calls are built from.

/// An operation as the API description declares it.
#[derive(Debug)]
pub struct Operation {
    /// `operationId`, or a name derived from method and path.
    pub id: &'static str,
    /// HTTP method in upper case.
    pub method: &'static str,
    /// Path template, such as `/artists/{artist_id}`, with a query if the description has one.
    pub path: &'static str,
    /// Base URL of this operation, if it differs from the client's. It is ignored if the caller sets the client's.
    pub server: Option<&'static str>,
    /// Value of the header `Accept`; empty if the header is not sent.
    pub accept: &'static str,
    /// Credentials that calls carry.
    pub security: Security,
    /// Statuses of documented successes.
    pub ok: &'static [Status],
    /// Statuses of documented failures.
    pub errors: &'static [Status],
}

/// Credentials that the calls of an operation carry (`OpenAPI` 3.0, Security Requirement Object). The credential of a
/// scheme that no operation names is sent with every call, except for [`Security::None`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// The description does not declare any security for the operation.
    Unspecified,
    /// No credentials are sent (`security: []`).
    None,
    /// Alternatives, each a list of security schemes that are required together. A call uses the first alternative for
    /// which the client has all credentials. An empty list makes credentials optional.
    AnyOf(&'static [&'static [&'static str]]),
    /// The same, with the scopes that each scheme requires.
    AnyOfScoped(&'static [&'static [(&'static str, &'static [&'static str])]]),
}

impl Security {
    /// Returns the alternatives, each a list of schemes with the scopes that are required.
    pub(super) fn alternatives(&self) -> Vec<Vec<(&'static str, &'static [&'static str])>> {
        match self {
            Self::Unspecified | Self::None => Vec::new(),
            Self::AnyOf(alternatives) => {
                let schemes = |names: &&'static [&'static str]| {
                    names.iter().map(|name| (*name, &[][..])).collect()
                };
                alternatives.iter().map(schemes).collect()
            }
            Self::AnyOfScoped(alternatives) => {
                alternatives.iter().map(|schemes| schemes.to_vec()).collect()
            }
        }
    }
}

/// Status codes of a documented response (`OpenAPI` 3.0, Responses Object).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status code.
    Code(u16),
    /// A range of a hundred status codes: 4 is `4XX`.
    Class(u16),
    /// `default`: every status code without a response of its own.
    Default,
}

/// How a response is read, by its status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A documented success.
    Ok,
    /// A success that is not documented.
    OkUndocumented,
    /// A documented failure.
    Error,
    /// An undocumented status that is not a success.
    Unexpected,
}

impl Operation {
    /// Whether a status is a documented success. A documented redirect is such a success, and is not followed.
    pub(crate) fn documents(&self, status: http::StatusCode) -> bool {
        let code = status.as_u16();
        [Status::Code(code), Status::Class(code / 100)].iter().any(|one| self.ok.contains(one))
    }

    /// Returns how a response with this status is read: by the response of the exact status, or of its range, or by
    /// `default`. An undocumented `2xx` is read like the documented success.
    #[must_use]
    pub fn verdict(&self, status: u16) -> Verdict {
        let success = (200..300).contains(&status);
        for wanted in [Status::Code(status), Status::Class(status / 100), Status::Default] {
            let default = wanted == Status::Default;
            if self.ok.contains(&wanted) && (!default || success) {
                return Verdict::Ok;
            }
            if self.errors.contains(&wanted) && (!default || !success) {
                return Verdict::Error;
            }
        }
        if success { Verdict::OkUndocumented } else { Verdict::Unexpected }
    }
}

/// Implements the methods of a call for a struct with a field `call`: per-call options, `send`, `.await`,
/// `send_blocking`.
macro_rules! operation {
    ($ty:ident => $ok:ty, $error:ty) => {
        impl $ty {
            /// Sets the timeout of this call, in place of the client's. It includes retries, redirects and reading
            /// the response's body.
            pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call.set_timeout(timeout);
                self
            }

            /// Sets how often this call is sent again after an attempt that failed, in place of the client's
            /// number. 0 switches retries off.
            pub fn with_retries(mut self, retries: u32) -> Self {
                self.call.set_retries(retries);
                self
            }

            /// Sets a credential of this call, in place of the client's in the same header, query parameter or
            /// cookie. It satisfies the requirement of the operation for a credential there.
            pub fn with_credential(mut self, credential: runtime::Credential) -> Self {
                self.call.set_credential(credential);
                self
            }

            /// Sets a header of this call. It replaces a default header of the client, a credential, or the media
            /// type of the body.
            pub fn with_header(mut self, name: &str, value: &str) -> Self {
                self.call.set_header(name, value);
                self
            }

            /// Adds a query parameter to this call, beside those that it has, also those of the same name. Name and
            /// value are percent-encoded.
            pub fn with_query(mut self, name: &str, value: &str) -> Self {
                self.call.add_query(name, value);
                self
            }

            /// Sends the call and returns the whole response; `.await` on the call returns only the body. The
            /// built-in HTTP client, `reqwest`, needs a Tokio runtime.
            ///
            /// # Errors
            ///
            /// If the call cannot be sent, no response is received, the status is an error, or the body does not
            /// have the documented form.
            pub fn send(self) -> runtime::BoxFuture<'static, runtime::Outcome<$ok, $error>> {
                self.call.send::<$ok, $error>()
            }

            /// Sends the call, blocks until the response is received, and returns it. In async code, use `send`.
            ///
            /// # Errors
            ///
            /// If it is called in async code, whose thread it would block, and in the cases of `send`.
            #[cfg(feature = "blocking")]
            pub fn send_blocking(self) -> runtime::Outcome<$ok, $error> {
                self.call.send_blocking::<$ok, $error>()
            }

            /// Sends the call and returns the response as soon as its head is received. The body is read as a stream, or
            /// written to a file, and may have any length.
            ///
            /// # Errors
            ///
            /// If the call cannot be sent, no response is received, or the status is an error.
            pub fn download(
                self,
            ) -> runtime::BoxFuture<
                'static,
                ::std::result::Result<
                    runtime::Download,
                    runtime::Error<<$error as runtime::ResponseBody>::Body>,
                >,
            > {
                self.call.download::<$error>()
            }

            /// Sends the call and blocks until the head of the response is received. In async code, use `download`.
            ///
            /// # Errors
            ///
            /// If it is called in async code, whose thread it would block, and in the cases of `download`.
            #[cfg(feature = "blocking")]
            pub fn download_blocking(
                self,
            ) -> ::std::result::Result<
                runtime::BlockingDownload,
                runtime::Error<<$error as runtime::ResponseBody>::Body>,
            > {
                self.call.download_blocking::<$error>()
            }
        }

        impl ::std::future::IntoFuture for $ty {
            type Output = ::std::result::Result<
                <$ok as runtime::ResponseBody>::Body,
                runtime::Error<<$error as runtime::ResponseBody>::Body>,
            >;
            type IntoFuture = runtime::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.call.into_body_future::<$ok, $error>()
            }
        }
    };
}
pub(crate) use operation;

/// Implements [`ResponseBody`](super::ResponseBody) for an enum of bodies by status, from a table of rows such as
/// `200 => Variant(Json)`, `4 XX => Variant(Text)`, `default => Variant`.
macro_rules! responses {
    ($ty:ident { $($status:tt $($range:ident)? => $variant:ident $(($kind:ident))?,)* }) => {
        impl runtime::ResponseBody for $ty {
            type Body = Self;

            fn decode(
                response: &runtime::RawResponse,
            ) -> ::std::result::Result<Self, runtime::wire::DecodeError> {
                let statuses = [$(runtime::responses!(@status $status $($range)?)),*];
                let index = response.matching(&statuses);
                let mut next = 0usize;
                $(
                    if index == next {
                        return runtime::responses!(@read response, $variant $($kind)?);
                    }
                    next += 1;
                )*
                let _ = next;
                ::std::result::Result::Err(runtime::wire::DecodeError::new("the status is not documented"))
            }
        }
    };
    (@status default) => { runtime::Status::Default };
    (@status $class:literal XX) => { runtime::Status::Class($class) };
    (@status $code:literal) => { runtime::Status::Code($code) };
    (@read $response:ident, $variant:ident Json) => {
        <runtime::Json<_> as runtime::ResponseBody>::decode($response).map(Self::$variant)
    };
    (@read $response:ident, $variant:ident Text) => {
        <runtime::text::Text as runtime::ResponseBody>::decode($response).map(Self::$variant)
    };
    (@read $response:ident, $variant:ident Binary) => {
        <runtime::Binary as runtime::ResponseBody>::decode($response).map(Self::$variant)
    };
    (@read $response:ident, $variant:ident) => { ::std::result::Result::Ok(Self::$variant) };
}
pub(crate) use responses;

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(ok: &'static [Status], errors: &'static [Status]) -> Operation {
        Operation {
            id: "x",
            method: "GET",
            path: "/",
            server: None,
            accept: "",
            security: Security::Unspecified,
            ok,
            errors,
        }
    }

    /// Documented successes, documented failures, and how statuses are read.
    type Case = (&'static [Status], &'static [Status], &'static [(u16, Verdict)]);

    #[test]
    fn verdicts() {
        use Status::{Class, Code, Default};
        use Verdict::{Error, Ok, OkUndocumented, Unexpected};
        let cases: &[Case] = &[
            (
                &[Code(200)],
                &[],
                &[(200, Ok), (201, OkUndocumented), (302, Unexpected), (500, Unexpected)],
            ),
            (
                &[Code(200)],
                &[Default],
                &[(200, Ok), (204, OkUndocumented), (302, Error), (404, Error)],
            ),
            (
                &[Class(2)],
                &[Code(404), Class(4)],
                &[(299, Ok), (404, Error), (499, Error), (500, Unexpected)],
            ),
            (&[Default], &[], &[(200, Ok), (404, Unexpected)]),
            (&[Code(302)], &[Class(3)], &[(302, Ok), (303, Error)]),
            (&[], &[], &[(200, OkUndocumented), (100, Unexpected)]),
        ];
        for (ok, errors, statuses) in cases {
            for (status, verdict) in *statuses {
                assert_eq!(operation(ok, errors).verdict(*status), *verdict, "{ok:?} {status}");
            }
        }
    }

    #[test]
    fn redirects_that_are_documented_are_responses() {
        let documents =
            |ok, status| operation(ok, &[]).documents(http::StatusCode::from_u16(status).unwrap());
        assert!(documents(&[Status::Code(302)], 302) && documents(&[Status::Class(3)], 307));
        assert!(!documents(&[Status::Code(302)], 307) && !documents(&[Status::Default], 302));
    }
}
