//! A cloud that answers at once with what was written before, so that what is measured is ours.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::FileExt as _;

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};

use super::rows::{IMAGES, INSTANCES, PAGE, REGIONS, image_json, instance_json, region, snapshot_json};

type Parameters = BTreeMap<String, String>;
/// Action, region, first row.
type Page = (&'static str, usize, usize);

/// The kinds that an account of the benchmark has rows of: the action, and how its answer names them.
const LISTED: [(&str, &str, &str); 3] = [
    ("DescribeSnapshots", "Snapshots", "Snapshot"),
    ("DescribeInstances", "Instances", "Instance"),
    ("DescribeImages", "Images", "Image"),
];

/// Answers the listings of an account with so many snapshots.
pub struct BenchCloud {
    pages: HashMap<Page, (u64, usize)>,
    file: File,
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
    /// Writes every page of the account.
    pub fn new(snapshots: usize) -> Self {
        let file = tempfile::tempfile().unwrap();
        let mut cloud = Self {
            pages: HashMap::new(),
            file: file.try_clone().unwrap(),
        };
        let mut writer = BufWriter::new(file);
        let mut at = 0;
        each_page(snapshots, |page, body| {
            writer.write_all(body.as_bytes()).unwrap();
            cloud.pages.insert(page, (at, body.len()));
            at += body.len() as u64;
        });
        writer.flush().unwrap();
        cloud
    }

    fn answer(&self, parameters: &Parameters) -> Vec<u8> {
        let action = parameters["Action"].as_str();
        match action {
            "GetCallerIdentity" => {
                br#"{"RequestId":"R","AccountId":"1","Arn":"acs:ram::1:root","IdentityType":"Account"}"#.to_vec()
            }
            "DescribeRegions" => {
                let regions: Vec<String> = (0..REGIONS)
                    .map(|number| format!(r#"{{"RegionId":"{0}","LocalName":"{0}"}}"#, region(number)))
                    .collect();
                let regions = regions.join(",");
                format!(r#"{{"RequestId":"R","Regions":{{"Region":[{regions}]}}}}"#).into_bytes()
            }
            "DescribeImages" if parameters.get("ImageOwnerAlias").is_none_or(|owner| owner != "self") => {
                br#"{"RequestId":"R","TotalCount":0,"Images":{"Image":[]}}"#.to_vec()
            }
            "DescribeDisks" => br#"{"RequestId":"R","TotalCount":0,"Disks":{"Disk":[]}}"#.to_vec(),
            _ => self.page(action, parameters),
        }
    }

    fn page(&self, action: &str, parameters: &Parameters) -> Vec<u8> {
        let (action, ..) = LISTED.iter().find(|(known, ..)| *known == action).expect(action);
        let region_id = &parameters["RegionId"];
        let number = (0..REGIONS).find(|number| region(*number) == *region_id).unwrap();
        let from: usize = match (parameters.get("NextToken"), parameters.get("PageNumber")) {
            (Some(token), _) if !token.is_empty() => token.parse().unwrap(),
            (_, Some(page)) => (page.parse::<usize>().unwrap() - 1) * PAGE,
            _ => 0,
        };
        // A listing by number ends with a page without rows.
        let Some((at, length)) = self.pages.get(&(*action, number, from)).copied() else {
            return br#"{"RequestId":"R","Images":{"Image":[]}}"#.to_vec();
        };
        let mut body = vec![0; length];
        self.file.read_exact_at(&mut body, at).unwrap();
        body
    }
}

/// Makes every page of an account with so many snapshots: a tenth of the rows in each region.
pub fn each_page(snapshots: usize, mut take: impl FnMut(Page, String)) {
    for (action, outer, inner) in LISTED {
        let (all, row): (usize, fn(usize, &str) -> String) = match action {
            "DescribeSnapshots" => (snapshots, snapshot_json),
            "DescribeInstances" => (INSTANCES, instance_json),
            _ => (IMAGES, image_json),
        };
        let total = all / REGIONS;
        for number in 0..REGIONS {
            let region_id = region(number);
            for from in (0..total.max(1)).step_by(PAGE) {
                let to = (from + PAGE).min(total);
                let rows = (from..to).map(|place| row(place * REGIONS + number, &region_id));
                let rows = rows.collect::<Vec<_>>().join(",");
                let next = if to < total { to.to_string() } else { String::new() };
                let body = format!(
                    r#"{{"RequestId":"R","TotalCount":{total},"PageNumber":{},"PageSize":{PAGE},"NextToken":"{next}","{outer}":{{"{inner}":[{rows}]}}}}"#,
                    from / PAGE + 1,
                );
                take((action, number, from), body);
            }
        }
    }
}

fn parameters(request: &TransportRequest) -> Parameters {
    let mut parameters: Parameters = form_urlencoded::parse(&request.body).into_owned().collect();
    let action = request.headers.iter().find(|(name, _)| name == "x-acs-action");
    if let Some((_, action)) = action {
        parameters.insert("Action".to_owned(), action.clone());
    }
    parameters
}
