// A client of the official Node SDK, unmodified, for the simulated cloud.
// Environment: SIMULATOR (http://127.0.0.1:port), ACCESS_KEY_ID, ACCESS_KEY_SECRET, NOW (milliseconds since the epoch, by the cloud's clock).
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const sdk = require('@alicloud/ecs20140526');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

// The simulated cloud has a time of its own, and requests must be of that time.
const RealDate = Date;
const ahead = Number(process.env.NOW) - RealDate.now();
globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + ahead] : given));
  }

  static now() {
    return RealDate.now() + ahead;
  }
};

/// Calls actions in a region; answers with the bodies.
export function inRegion(regionId) {
  const ecs = new sdk.default(
    new $OpenApiUtil.Config({
      accessKeyId: process.env.ACCESS_KEY_ID,
      accessKeySecret: process.env.ACCESS_KEY_SECRET,
      endpoint: new URL(process.env.SIMULATOR).host,
      protocol: 'http',
      regionId,
    }),
  );
  return async (action, fields) => {
    const Request = sdk[`${action[0].toUpperCase()}${action.slice(1)}Request`];
    const answer = await ecs[action](new Request({ regionId, ...fields }));
    assert.equal(answer.statusCode, 200);
    return answer.body;
  };
}
