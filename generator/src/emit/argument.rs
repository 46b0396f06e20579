//! Arguments of functions.

use proc_macro2::TokenStream;
use quote::quote;

use super::constant::owned;
use super::print::Source;
use crate::rust::{Argument, Element, Std};

/// Prints the type of an argument in a signature.
pub fn argument(argument: &Argument, out: &Source<'_>) -> TokenStream {
    match argument {
        Argument::Value(ty) => out.ty(ty),
        Argument::Text => quote!(&str),
        Argument::Into(ty) => {
            let (into, ty) = (out.std(Std::Into), out.ty(ty));
            quote!(impl #into<#ty>)
        }
        Argument::List(item) => {
            let (iterator, item) = (out.std(Std::IntoIterator), element(item, out));
            quote!(impl #iterator<Item = #item>)
        }
        Argument::Map(value) => {
            let (iterator, into) = (out.std(Std::IntoIterator), out.std(Std::Into));
            let (string, value) = (out.std(Std::String), element(value, out));
            quote!(impl #iterator<Item = (impl #into<#string>, #value)>)
        }
        Argument::Flag(_) | Argument::Constant(_) => quote!(bool),
    }
}

fn element(element: &Element, out: &Source<'_>) -> TokenStream {
    let ty = out.ty(&element.ty);
    if element.converts {
        let into = out.std(Std::Into);
        quote!(impl #into<#ty>)
    } else {
        ty
    }
}

/// Prints the conversion of an argument to its value; `None` if the argument is the value.
pub fn converted(argument: &Argument, name: &TokenStream) -> Option<TokenStream> {
    match argument {
        Argument::Value(_) | Argument::Text | Argument::Constant(_) => None,
        Argument::Into(_) => Some(quote!(#name.into())),
        Argument::List(_) => Some(quote!(runtime::list(#name))),
        Argument::Map(_) => Some(quote!(runtime::map(#name))),
        Argument::Flag(one) => {
            let one = owned(one);
            Some(quote!(#name.then(|| #one)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::{File, Type};

    #[test]
    fn arguments_are_taken_and_converted() {
        let file = File::default();
        let source = Source::new(String::new(), &file);
        let element = |converts| Element { ty: Type::string(), converts };
        let cases = [
            (Argument::Value(Type::primitive("i64")), "i64", ""),
            (Argument::Text, "&str", ""),
            (Argument::Into(Type::string()), "implInto<String>", "a.into()"),
            (Argument::List(element(false)), "implIntoIterator<Item=String>", "runtime::list(a)"),
            (
                Argument::Map(element(true)),
                "implIntoIterator<Item=(implInto<String>,implInto<String>)>",
                "runtime::map(a)",
            ),
        ];
        for (one, ty, value) in cases {
            let text = |tokens: TokenStream| tokens.to_string().replace(' ', "");
            assert_eq!(text(argument(&one, &source)), ty);
            let converted = converted(&one, &quote!(a)).map(text);
            assert_eq!(converted.unwrap_or_default(), value);
        }
    }
}
