//! Request bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use super::print::literal;
use crate::rust::{Body, Encoding};

/// Prints the statement that writes a value into a call.
pub fn body(body: &Body, call: &TokenStream, value: &TokenStream) -> TokenStream {
    match body {
        Body::Json(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.json(#media_type, #value);)
        }
        Body::Form(encodings) => {
            let encodings = encodings.iter().map(|(name, one)| {
                let (name, encoding) = (literal(name), encoding(one));
                quote!((#name, #encoding))
            });
            quote!(#call.form(#value, &[#(#encodings),*]);)
        }
        Body::Multipart => quote!(#call.multipart(#value);),
        Body::Text(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.text(#media_type, #value);)
        }
        Body::Binary(media_type) => {
            let media_type = literal(media_type);
            quote!(#call.bytes(#media_type, #value);)
        }
    }
}

fn encoding(encoding: &Encoding) -> TokenStream {
    match encoding {
        Encoding::Json => quote!(runtime::Encoding::Json),
        Encoding::Style(style) => {
            let style = ident(style);
            quote!(runtime::Encoding::Style(runtime::Style::#style))
        }
    }
}
