//! Request bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::parameter::styles;
use super::print::literal;
use crate::rust::Body;

/// Prints the statement that writes a value into a call.
pub fn body(body: &Body, call: &TokenStream, value: &TokenStream) -> TokenStream {
    match body {
        Body::Json(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.json(#media_type, #value);)
        }
        Body::Form(properties) => {
            let styles = styles(properties);
            quote!(#call.form(#value, #styles);)
        }
        Body::Multipart => quote!(#call.multipart(#value);),
        Body::Text(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.text(#media_type, #value);)
        }
        Body::Binary(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.upload(#media_type, #value);)
        }
    }
}
