// Prints the processor time, in microseconds, in which the official SDK decodes a page of snapshots into its model: the median of
// many batches, once warm. Arguments: the folder of the SDK's packages, the file of the page, batches, pages in a batch.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [packages, file, batches, pages] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const { DescribeSnapshotsResponse } = require('@alicloud/ecs20140526');
const $dara = require('@darabonba/typescript');

const bytes = readFileSync(file);

/// What the SDK does between the bytes of an answer and the response it gives.
function decode() {
  const answer = { statusCode: 200, headers: {}, body: JSON.parse(bytes.toString()) };
  return $dara.cast(answer, new DescribeSnapshotsResponse({}));
}

function batch() {
  const start = process.cpuUsage();
  for (let page = 0; page < Number(pages); page += 1) decode();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / Number(pages);
}

assert.equal(decode().body.snapshots.snapshot.length, 100);
for (let warm = 0; warm < Number(batches) / 2; warm += 1) batch();
const times = Array.from({ length: Number(batches) }, batch).sort((a, b) => a - b);
console.log(times[Math.floor(times.length / 2)]);
