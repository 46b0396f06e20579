//! Places of planned items in the input.

use std::collections::HashMap;

use crate::api::{self, Api, Location};
use crate::changes::Direction;
use crate::diagnostics::Origin;
use crate::rust::{Ident, Status};

use super::response::status;

/// Places of the types and operations of a plan, by their Rust names.
#[derive(Debug, Default)]
pub struct Places {
    types: HashMap<Ident, TypePlace>,
    operations: HashMap<Ident, OperationPlaces>,
    schemes: HashMap<String, Origin>,
    /// Place of the servers.
    pub servers: Option<Origin>,
}

/// Place of a type.
#[derive(Debug)]
pub struct TypePlace {
    /// Place of the schema.
    pub origin: Origin,
    /// Messages that contain the type.
    pub direction: Direction,
}

/// Places of an operation and its parts.
#[derive(Debug)]
pub struct OperationPlaces {
    /// Place of the operation.
    pub origin: Origin,
    /// Place of the body.
    pub body: Option<Origin>,
    parameters: Vec<(&'static str, String, Origin)>,
    responses: Vec<(Status, Origin)>,
}

impl Places {
    /// Collects the places of an API. `names` are those of its types, and `calls` those of the calls of its
    /// operations.
    pub fn new<'a>(
        api: &Api,
        names: &[Ident],
        calls: impl Iterator<Item = &'a Ident>,
        source: impl Fn(&Origin) -> Origin,
    ) -> Self {
        let types = api.types.iter().zip(names).filter(|(def, _)| def.is_used());
        let types = types.map(|(def, name)| {
            let direction = match (def.in_request, def.in_response) {
                (true, false) => Direction::Sent,
                (false, _) => Direction::Read,
                (true, true) => Direction::Both,
            };
            (name.clone(), TypePlace { origin: source(&def.origin), direction })
        });
        let operations = api.operations.iter().zip(calls);
        let operations = operations.map(|(operation, call)| {
            let responses = operation.successes.iter().chain(&operation.failures);
            let places = OperationPlaces {
                origin: source(&operation.origin),
                body: operation.body.as_ref().map(|body| source(&body.origin)),
                parameters: operation
                    .parameters
                    .iter()
                    .map(|one| parameter(one, &source))
                    .collect(),
                responses: responses.map(|one| (status(one.status), source(&one.origin))).collect(),
            };
            (call.clone(), places)
        });
        let schemes = api.schemes.iter().map(|scheme| {
            let place = Origin::at("/components/securitySchemes").child(&scheme.name);
            (scheme.name.clone(), source(&place))
        });
        Self {
            types: types.collect(),
            operations: operations.collect(),
            schemes: schemes.collect(),
            servers: (!api.servers.is_empty()).then(|| source(&Origin::at("/servers"))),
        }
    }

    /// Returns the place of a type.
    pub fn of_type(&self, name: &Ident) -> Option<&TypePlace> {
        self.types.get(name)
    }

    /// Returns the places of the operation of a call.
    pub fn of_operation(&self, call: &Ident) -> Option<&OperationPlaces> {
        self.operations.get(call)
    }

    /// Returns the place of a security scheme.
    pub fn of_scheme(&self, name: &str) -> Option<Origin> {
        self.schemes.get(name).cloned()
    }
}

impl OperationPlaces {
    /// Returns the place of a parameter.
    pub fn of_parameter(&self, location: &str, name: &str) -> Option<Origin> {
        let mut places = self.parameters.iter();
        let place = places.find(|(other, its, _)| *other == location && its == name);
        place.map(|(_, _, origin)| origin.clone())
    }

    /// Returns the place of a response.
    pub fn of_response(&self, status: Status) -> Option<Origin> {
        let mut places = self.responses.iter();
        places.find(|(other, _)| *other == status).map(|(_, origin)| origin.clone())
    }
}

fn parameter(
    parameter: &api::Parameter,
    source: impl Fn(&Origin) -> Origin,
) -> (&'static str, String, Origin) {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    };
    (location, parameter.name.clone(), source(&parameter.origin))
}
