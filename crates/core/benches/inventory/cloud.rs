//! A cloud that answers at once, so that what is measured is ours.

use std::collections::BTreeMap;

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};

use super::rows::{IMAGES, INSTANCES, PAGE, REGIONS, image_json, instance_json, region, snapshot_json};

type Parameters = BTreeMap<String, String>;

/// Answers the listings of an account with so many snapshots.
pub struct BenchCloud {
    pub snapshots: usize,
}

impl Transport for BenchCloud {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            Ok(TransportResponse {
                status: 200,
                headers: Vec::new(),
                body: self.answer(&parameters(&request)).into(),
            })
        })
    }
}

impl BenchCloud {
    fn answer(&self, parameters: &Parameters) -> String {
        match parameters["Action"].as_str() {
            "GetCallerIdentity" => {
                r#"{"RequestId":"R","AccountId":"1","Arn":"acs:ram::1:root","IdentityType":"Account"}"#.to_owned()
            }
            "DescribeRegions" => {
                let regions: Vec<String> = (0..REGIONS)
                    .map(|number| format!(r#"{{"RegionId":"{0}","LocalName":"{0}"}}"#, region(number)))
                    .collect();
                format!(r#"{{"RequestId":"R","Regions":{{"Region":[{}]}}}}"#, regions.join(","))
            }
            "DescribeSnapshots" => page(parameters, ("Snapshots", "Snapshot"), self.snapshots, snapshot_json),
            "DescribeInstances" => page(parameters, ("Instances", "Instance"), INSTANCES, instance_json),
            "DescribeImages" if parameters.get("ImageOwnerAlias").is_some_and(|owner| owner == "self") => {
                page(parameters, ("Images", "Image"), IMAGES, image_json)
            }
            "DescribeImages" => page(parameters, ("Images", "Image"), 0, image_json),
            "DescribeDisks" => page(parameters, ("Disks", "Disk"), 0, instance_json),
            other => panic!("the inventory asks for {other}"),
        }
    }
}

/// A page of the rows of a region: every tenth of all.
fn page(
    parameters: &Parameters,
    (outer, inner): (&str, &str),
    all: usize,
    row: impl Fn(usize, &str) -> String,
) -> String {
    let region_id = &parameters["RegionId"];
    let number = (0..REGIONS).find(|number| region(*number) == *region_id).unwrap();
    let total = all / REGIONS;
    let size: usize = parameters
        .get("PageSize")
        .or_else(|| parameters.get("MaxResults"))
        .map_or(PAGE, |size| size.parse().unwrap());
    let from: usize = match (parameters.get("NextToken"), parameters.get("PageNumber")) {
        (Some(token), _) if !token.is_empty() => token.parse().unwrap(),
        (_, Some(page)) => (page.parse::<usize>().unwrap() - 1) * size,
        _ => 0,
    };
    let to = (from + size).min(total);
    let rows: Vec<String> = (from..to)
        .map(|place| row(place * REGIONS + number, region_id))
        .collect();
    let next = if to < total { to.to_string() } else { String::new() };
    format!(
        r#"{{"RequestId":"R","TotalCount":{total},"PageNumber":{},"PageSize":{size},"NextToken":"{next}","{outer}":{{"{inner}":[{}]}}}}"#,
        from / size + 1,
        rows.join(",")
    )
}

fn parameters(request: &TransportRequest) -> Parameters {
    let mut parameters: Parameters = form_urlencoded::parse(&request.body).into_owned().collect();
    let action = request.headers.iter().find(|(name, _)| name == "x-acs-action");
    if let Some((_, action)) = action {
        parameters.insert("Action".to_owned(), action.clone());
    }
    parameters
}
