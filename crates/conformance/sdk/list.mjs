// Lists the first pages of some regions with the official SDK, one promise per region, and prints as one line of JSON what it took.
// Arguments: the folder of the SDK's packages, endpoint, key id, secret, pages in a region, regions.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, endpoint, accessKeyId, accessKeySecret, pages, ...regions] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const sdk = require('@alicloud/ecs20140526');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const config = { accessKeyId, accessKeySecret, endpoint: new URL(endpoint).host, protocol: 'http', regionId: regions[0] };
const client = new sdk.default(new $OpenApiUtil.Config(config));

async function list(regionId) {
  let rows = 0;
  let nextToken;
  for (let page = 0; page < Number(pages); page += 1) {
    const request = new sdk.DescribeSnapshotsRequest({ regionId, maxResults: 100, nextToken });
    const { body } = await client.describeSnapshots(request);
    rows += body.snapshots.snapshot.length;
    nextToken = body.nextToken;
    if (!nextToken) break;
  }
  return rows;
}

const start = performance.now();
const processor = process.cpuUsage();
const counts = await Promise.all(regions.map(list));
const { user, system } = process.cpuUsage(processor);
const [, peak] = /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
console.log(
  JSON.stringify({
    rows: counts.reduce((sum, count) => sum + count, 0),
    wallMs: performance.now() - start,
    processorMs: (user + system) / 1e3,
    peakMib: Number(peak) / 1024,
  }),
);
