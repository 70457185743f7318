// Reads pages from standard input, a line each with the action before it, keeps the official SDK's models of all of them, and prints
// the MiB that the process has taken at the most. Argument: the folder of the SDK's packages.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [packages] = process.argv.slice(2);
const require = createRequire(join(packages, 'package.json'));
const ecs = require('@alicloud/ecs20140526');
const $dara = require('@darabonba/typescript');

const kept = [];
let rows = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const space = line.indexOf(' ');
  const action = line.slice(0, space);
  // What the SDK does between the body of an answer and the response it gives.
  const answer = { statusCode: 200, headers: {}, body: JSON.parse(line.slice(space + 1)) };
  const { body } = $dara.cast(answer, new ecs[`${action}Response`]({}));
  const found = body.snapshots?.snapshot ?? body.images?.image ?? body.instances?.instance;
  rows += found.length;
  kept.push(found);
}
assert.ok(rows > 0);
console.log(process.resourceUsage().maxRSS / 1024);
