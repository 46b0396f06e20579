//! OAuth 2 (RFC 6749), on top of the crate `oauth2`.

#![cfg(feature = "oauth2")]

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use http::header::{ACCEPT, HeaderValue};
use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    DeviceAuthorizationUrl, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    PkceCodeChallenge, RedirectUrl, RefreshToken, RequestTokenError, Scope,
    StandardDeviceAuthorizationResponse, TokenResponse as _, TokenUrl,
};
use url::Url;

use super::body::{Body, BoxError};
use super::endpoints::Endpoints;
use super::token::{Token, TokenProvider, TokenRequest};
use super::transport::{BoxFuture, TransportError};

type Client =
    BasicClient<EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

type LogIn = dyn Fn(String) -> BoxFuture<'static, Result<String, BoxError>> + Send + Sync;

type Prompt = dyn Fn(&DeviceCode) + Send + Sync;

/// Obtains access tokens from an authorization server, through the client's transport, and renews them. It is a
/// credential: pass it to the builder's method for the security scheme.
///
/// Scopes are those that the operation requires, unless [`scopes`](Self::scopes) sets them.
pub struct OAuth {
    endpoints: Endpoints,
    id: ClientId,
    secret: Option<ClientSecret>,
    auth_type: AuthType,
    scopes: Option<Vec<String>>,
    parameters: Vec<(String, String)>,
    on_refresh_token: Option<Box<dyn Fn(&str) + Send + Sync>>,
    grant: Grant,
    /// Refresh token of the last response that had one.
    refresh: Mutex<Option<RefreshToken>>,
    /// Endpoints, with those that the server's metadata names.
    found: Mutex<Option<Endpoints>>,
}

#[derive(Clone)]
enum Grant {
    ClientCredentials,
    RefreshToken,
    AuthorizationCode { redirect_url: String, log_in: Arc<LogIn> },
    DeviceCode { prompt: Arc<Prompt> },
}

/// A code that a user enters at a URL, to give a device access (RFC 8628, section 3.2).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeviceCode {
    /// Code to enter.
    pub user_code: String,
    /// URL at which the user enters the code.
    pub url: String,
    /// The same URL with the code, if the server has one, such as for a QR code.
    pub complete_url: Option<String>,
}

/// Error of an authorization server, or of its answer.
#[derive(Debug)]
pub struct OAuthError {
    message: String,
    source: Option<TransportError>,
}

impl OAuthError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None }
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for OAuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.source {
            Some(source) => Some(source),
            None => None,
        }
    }
}

impl OAuth {
    /// Tokens for the application itself (RFC 6749, section 4.4).
    pub fn client_credentials(
        endpoints: Endpoints,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        Self::new(endpoints, client_id, Grant::ClientCredentials).client_secret(client_secret)
    }

    /// Tokens by a refresh token that was obtained before (RFC 6749, section 6).
    pub fn refresh_token(
        endpoints: Endpoints,
        client_id: impl Into<String>,
        refresh_token: impl Into<String>,
    ) -> Self {
        let oauth = Self::new(endpoints, client_id, Grant::RefreshToken);
        Self { refresh: Mutex::new(Some(RefreshToken::new(refresh_token.into()))), ..oauth }
    }

    /// Tokens for a user who logs in with a browser (RFC 6749, section 4.1, with PKCE, RFC 7636). `log_in` shows the user
    /// the URL that it is given, and returns the URL to which the browser was then redirected: `redirect_url` with a
    /// query. It runs within the timeout of the call that needs the token.
    pub fn authorization_code<F, T>(
        endpoints: Endpoints,
        client_id: impl Into<String>,
        redirect_url: impl Into<String>,
        log_in: F,
    ) -> Self
    where
        F: Fn(String) -> T + Send + Sync + 'static,
        T: Future<Output = Result<String, BoxError>> + Send + 'static,
    {
        let log_in: Arc<LogIn> = Arc::new(move |url| Box::pin(log_in(url)));
        let redirect_url = redirect_url.into();
        Self::new(endpoints, client_id, Grant::AuthorizationCode { redirect_url, log_in })
    }

    /// Tokens for a user who logs in on another device (RFC 8628). `prompt` shows the code to enter there. The call that
    /// needs the token waits for the user within its timeout.
    pub fn device_code(
        endpoints: Endpoints,
        client_id: impl Into<String>,
        prompt: impl Fn(&DeviceCode) + Send + Sync + 'static,
    ) -> Self {
        Self::new(endpoints, client_id, Grant::DeviceCode { prompt: Arc::new(prompt) })
    }

    fn new(endpoints: Endpoints, client_id: impl Into<String>, grant: Grant) -> Self {
        Self {
            endpoints,
            id: ClientId::new(client_id.into()),
            secret: None,
            auth_type: AuthType::BasicAuth,
            scopes: None,
            parameters: Vec::new(),
            on_refresh_token: None,
            grant,
            refresh: Mutex::default(),
            found: Mutex::default(),
        }
    }

    /// Sets the secret of the application.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(ClientSecret::new(secret.into()));
        self
    }

    /// Sends the ID and the secret of the application in the body of token requests. By default, they are sent in the
    /// header `Authorization`.
    #[must_use]
    pub fn credentials_in_body(mut self) -> Self {
        self.auth_type = AuthType::RequestBody;
        self
    }

    /// Sets the scopes to ask for, in place of those that operations require.
    #[must_use]
    pub fn scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a parameter to token requests, and to the URL at which a user logs in, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets a function that is called with every new refresh token, to keep it for the next run.
    #[must_use]
    pub fn on_refresh_token(mut self, keep: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_refresh_token = Some(Box::new(keep));
        self
    }

    async fn obtain(&self, request: &TokenRequest<'_>) -> Result<Token, BoxError> {
        let endpoints = self.endpoints(request).await?;
        let client = self.client(&endpoints, request)?;
        let refresh = self.refresh.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let response = match (&refresh, &self.grant) {
            (Some(refresh), _) => self.by_refresh_token(&client, refresh, request).await?,
            (None, Grant::ClientCredentials) => self.by_client(&client, request).await?,
            (None, Grant::AuthorizationCode { redirect_url, log_in }) => {
                let url = resolved(endpoints.authorization.as_deref(), "authorization", request)?;
                self.by_code(client, url, (redirect_url, log_in.as_ref()), request).await?
            }
            (None, Grant::DeviceCode { prompt }) => {
                let url = resolved(endpoints.device.as_deref(), "device authorization", request)?;
                self.by_device(client, url, prompt.as_ref(), request).await?
            }
            (None, Grant::RefreshToken) => {
                return Err(OAuthError::new("there is no refresh token").into());
            }
        };
        self.keep_refresh_token(&response);
        let token = Token::new(response.access_token().secret());
        Ok(match response.expires_in() {
            Some(duration) => token.expires_in(duration),
            None => token,
        })
    }

    /// Keeps the refresh token of a response. A server that sends none expects the last one again. For client
    /// credentials, it is not needed.
    fn keep_refresh_token(&self, response: &BasicTokenResponse) {
        let refresh = response.refresh_token();
        let refresh = refresh.filter(|_| !matches!(self.grant, Grant::ClientCredentials));
        if let Some(refresh) = refresh {
            let mut known = self.refresh.lock().unwrap_or_else(PoisonError::into_inner);
            let is_new = known.as_ref().is_none_or(|known| known.secret() != refresh.secret());
            if let Some(keep) = self.on_refresh_token.as_ref().filter(|_| is_new) {
                keep(refresh.secret());
            }
            *known = Some(refresh.clone());
        }
    }

    fn by_client<'a>(
        &'a self,
        client: &'a Client,
        request: &'a TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<BasicTokenResponse, BoxError>> {
        Box::pin(async move {
            let http = Http(request);
            let mut asked = client.exchange_client_credentials().add_scopes(self.asked(request));
            for (name, value) in &self.parameters {
                asked = asked.add_extra_param(name.as_str(), value.as_str());
            }
            asked.request_async(&http).await.map_err(failed)
        })
    }

    fn by_refresh_token<'a>(
        &'a self,
        client: &'a Client,
        refresh: &'a RefreshToken,
        request: &'a TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<BasicTokenResponse, BoxError>> {
        Box::pin(async move {
            let http = Http(request);
            let mut asked = client.exchange_refresh_token(refresh);
            for (name, value) in &self.parameters {
                asked = asked.add_extra_param(name.as_str(), value.as_str());
            }
            asked.request_async(&http).await.map_err(failed)
        })
    }

    fn by_code<'a>(
        &'a self,
        client: Client,
        url: Url,
        (redirect_url, log_in): (&'a str, &'a LogIn),
        request: &'a TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<BasicTokenResponse, BoxError>> {
        Box::pin(async move {
            let redirect = RedirectUrl::new(redirect_url.to_owned()).map_err(|error| {
                OAuthError::new(format!("the redirect URL is not valid: {error}"))
            })?;
            let client = client.set_auth_uri(AuthUrl::from_url(url)).set_redirect_uri(redirect);
            let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
            let mut asked = client.authorize_url(CsrfToken::new_random);
            for (name, value) in &self.parameters {
                asked = asked.add_extra_param(name.as_str(), value.as_str());
            }
            let (url, state) =
                asked.add_scopes(self.asked(request)).set_pkce_challenge(challenge).url();
            let redirected = log_in(url.into()).await?;
            let code = code_of(&redirected, redirect_url, state.secret())?;
            let http = Http(request);
            let asked =
                client.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(verifier);
            asked.request_async(&http).await.map_err(failed)
        })
    }

    fn by_device<'a>(
        &'a self,
        client: Client,
        url: Url,
        prompt: &'a Prompt,
        request: &'a TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<BasicTokenResponse, BoxError>> {
        Box::pin(async move {
            let client = client.set_device_authorization_url(DeviceAuthorizationUrl::from_url(url));
            let http = Http(request);
            let mut asked = client.exchange_device_code().add_scopes(self.asked(request));
            for (name, value) in &self.parameters {
                asked = asked.add_extra_param(name.as_str(), value.as_str());
            }
            let details: StandardDeviceAuthorizationResponse =
                asked.request_async(&http).await.map_err(failed)?;
            prompt(&DeviceCode {
                user_code: details.user_code().secret().clone(),
                url: details.verification_uri().to_string(),
                complete_url: details.verification_uri_complete().map(|url| url.secret().clone()),
            });
            let waiting = |duration| request.sleep(duration);
            let asked = client.exchange_device_access_token(&details);
            asked.request_async(&http, waiting, None).await.map_err(failed)
        })
    }

    /// Returns the scopes to ask for.
    fn asked(&self, request: &TokenRequest<'_>) -> Vec<Scope> {
        let scope = |scope: &str| Scope::new(scope.to_owned());
        match &self.scopes {
            Some(scopes) => scopes.iter().map(|one| scope(one)).collect(),
            None => request.scopes().iter().map(|one| scope(one)).collect(),
        }
    }

    fn client(
        &self,
        endpoints: &Endpoints,
        request: &TokenRequest<'_>,
    ) -> Result<Client, OAuthError> {
        let token = resolved(endpoints.token.as_deref(), "token", request)?;
        let client = BasicClient::new(self.id.clone()).set_auth_type(self.auth_type.clone());
        let client = client.set_token_uri(TokenUrl::from_url(token));
        Ok(match &self.secret {
            Some(secret) => client.set_client_secret(secret.clone()),
            None => client,
        })
    }

    /// Returns the endpoints. Those that are not set are looked up in the server's metadata once.
    async fn endpoints(&self, request: &TokenRequest<'_>) -> Result<Endpoints, BoxError> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(metadata) = self.endpoints.metadata.as_deref().filter(|_| found.is_none()) else {
            return Ok(found.unwrap_or_else(|| self.endpoints.clone()));
        };
        let url = resolved(Some(metadata), "metadata", request)?;
        let mut sent = http::Request::new(Body::empty());
        *sent.uri_mut() = url.as_str().parse()?;
        sent.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
        let response = request.send(sent).await?;
        if !response.status().is_success() {
            let message = format!("{url} has no metadata: status {}", response.status());
            return Err(OAuthError::new(message).into());
        }
        let json: serde_json::Value = serde_json::from_slice(response.body())
            .map_err(|_| OAuthError::new(format!("the metadata at {url} is not JSON")))?;
        let named = |name: &str| Some(Cow::Owned(json.get(name)?.as_str()?.to_owned()));
        let own = self.endpoints.clone();
        let found = Endpoints {
            authorization: own.authorization.or_else(|| named("authorization_endpoint")),
            token: own.token.or_else(|| named("token_endpoint")),
            device: own.device.or_else(|| named("device_authorization_endpoint")),
            metadata: None,
        };
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(found.clone());
        Ok(found)
    }
}

impl TokenProvider for OAuth {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest<'a>,
    ) -> BoxFuture<'a, Result<Token, BoxError>> {
        Box::pin(self.obtain(request))
    }

    fn depends_on_scopes(&self) -> bool {
        self.scopes.is_none() && matches!(self.grant, Grant::ClientCredentials)
    }
}

impl fmt::Debug for OAuth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OAuth")
            .field("endpoints", &self.endpoints)
            .field("client_id", &self.id.as_str())
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// Returns an endpoint as a whole URL.
fn resolved(url: Option<&str>, what: &str, request: &TokenRequest<'_>) -> Result<Url, OAuthError> {
    let missing = || {
        OAuthError::new(format!(
            "the {what} endpoint is not known: set it on the `Endpoints`, or their `metadata`"
        ))
    };
    let url = url.filter(|url| !url.is_empty()).ok_or_else(missing)?;
    let joined = Url::parse(request.base_url()).and_then(|base| base.join(url));
    joined.map_err(|error| OAuthError::new(format!("the {what} endpoint is not a URL: {error}")))
}

/// Returns the code in the URL to which a browser was redirected.
fn code_of(redirected: &str, redirect_url: &str, state: &str) -> Result<String, OAuthError> {
    let url = Url::parse(redirect_url).and_then(|base| base.join(redirected));
    let url = url.map_err(|_| OAuthError::new("`log_in` did not return a URL"))?;
    let parameter = |wanted: &str| {
        let mut pairs = url.query_pairs();
        pairs.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()))
    };
    // Before all else: what comes with another state is not the answer to this request (RFC 6749, section 10.12).
    if parameter("state").as_deref() != Some(state) {
        return Err(OAuthError::new("the browser was redirected with another `state`"));
    }
    if let Some(error) = parameter("error") {
        let why = parameter("error_description").map(|why| format!(": {why}"));
        return Err(OAuthError::new(format!("{error}{}", why.unwrap_or_default())));
    }
    parameter("code").ok_or_else(|| OAuthError::new("the browser was redirected without a code"))
}

/// The client's transport, as the HTTP client of `oauth2`.
struct Http<'r>(&'r TokenRequest<'r>);

impl<'c> AsyncHttpClient<'c> for Http<'_> {
    type Error = TransportError;
    type Future = BoxFuture<'c, Result<HttpResponse, TransportError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let response = self.0.send(request.map(Body::from)).await?;
            Ok(response.map(|bytes| bytes.to_vec()))
        })
    }
}

/// Converts an error of `oauth2`. Its own texts may show parts of responses, which may hold tokens.
fn failed<T: oauth2::ErrorResponse + fmt::Display + 'static>(
    error: RequestTokenError<TransportError, T>,
) -> BoxError {
    let error = match error {
        RequestTokenError::ServerResponse(error) => {
            OAuthError::new(format!("the authorization server refuses: {error}"))
        }
        RequestTokenError::Request(error) => {
            OAuthError { message: "the token request failed".to_owned(), source: Some(error) }
        }
        RequestTokenError::Parse(error, _) => OAuthError::new(format!(
            "the response of the authorization server is not as RFC 6749 defines it, at `{}`",
            error.path()
        )),
        RequestTokenError::Other(message) => OAuthError::new(message),
    };
    error.into()
}
