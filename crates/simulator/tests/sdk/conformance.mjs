// Drives a running simulator with the official Node SDK, unmodified, the way an administrator would use ECS.
// Environment: SIMULATOR (http://127.0.0.1:port), ACCESS_KEY_ID, ACCESS_KEY_SECRET.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const sdk = require('@alicloud/ecs20140526');
const { $OpenApiUtil, OpenApiUtil } = require('@alicloud/openapi-core');

const Client = sdk.default;
const simulator = new URL(process.env.SIMULATOR);
const HANGZHOU = 'cn-hangzhou';
const SINGAPORE = 'ap-southeast-1';

function connect(overrides = {}) {
  return new Client(
    new $OpenApiUtil.Config({
      accessKeyId: process.env.ACCESS_KEY_ID,
      accessKeySecret: process.env.ACCESS_KEY_SECRET,
      endpoint: simulator.host,
      protocol: 'http',
      regionId: HANGZHOU,
      ...overrides,
    }),
  );
}

const ecs = connect();

async function call(action, fields, client = ecs) {
  const Request = sdk[`${action[0].toUpperCase()}${action.slice(1)}Request`];
  const answer = await client[action](new Request(fields));
  assert.equal(answer.statusCode, 200);
  return answer.body;
}

async function refused(code, action, fields, client = ecs) {
  await assert.rejects(call(action, fields, client), (error) => {
    assert.equal(error.code, code, `${action}: ${error.message}`);
    return true;
  });
}

async function advance(seconds) {
  const answer = await fetch(new URL('/_simulator/advance', simulator), {
    method: 'POST',
    body: JSON.stringify({ seconds }),
  });
  assert.equal(answer.status, 200);
}

async function snapshotsOf(regionId) {
  const rows = [];
  let nextToken;
  let pages = 0;
  do {
    const page = await call('describeSnapshots', { regionId, maxResults: 25, nextToken });
    rows.push(...page.snapshots.snapshot);
    nextToken = page.nextToken;
    pages += 1;
  } while (nextToken);
  return { rows, pages };
}

async function image(regionId, imageId) {
  const status = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';
  const page = await call('describeImages', { regionId, imageId, status });
  return page.images.image[0];
}

/// Polls until the image is there, half a minute of the simulated cloud at a time.
async function available(regionId, imageId) {
  for (let polls = 0; polls < 400; polls += 1) {
    const { status } = await image(regionId, imageId);
    if (status === 'Available') return polls;
    assert.match(status, /^(Creating|Waiting)$/);
    await advance(30);
  }
  assert.fail(`${imageId} does not become available`);
}

const cases = {
  async 'lists all snapshots of three regions over several pages'() {
    for (const regionId of [HANGZHOU, 'cn-shanghai', 'cn-shenzhen']) {
      const { rows, pages } = await snapshotsOf(regionId);
      assert.ok(pages > 2, `${regionId}: ${pages} pages`);
      assert.equal(new Set(rows.map((row) => row.snapshotId)).size, rows.length);
      assert.ok(rows.every((row) => row.status && row.sourceDiskId && row.creationTime));
    }
  },

  async 'refuses a wrong secret, a stale timestamp and a reused nonce'() {
    const regionId = HANGZHOU;
    const wrong = connect({ accessKeySecret: 'Practice0000000000000000000000' });
    await refused('SignatureDoesNotMatch', 'describeSnapshots', { regionId }, wrong);
    const { getTimestamp, getNonce } = OpenApiUtil;
    OpenApiUtil.getTimestamp = () => new Date(Date.now() - 40 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
    await refused('InvalidTimeStamp.Expired', 'describeSnapshots', { regionId });
    OpenApiUtil.getTimestamp = getTimestamp;
    OpenApiUtil.getNonce = () => 'the-same-nonce-twice';
    await call('describeSnapshots', { regionId });
    await refused('SignatureNonceUsed', 'describeSnapshots', { regionId });
    OpenApiUtil.getNonce = getNonce;
  },

  async 'creates an image of a system and a data disk, copies, shares, deprecates and deletes it'() {
    const { rows } = await snapshotsOf(HANGZHOU);
    const newest = (prefix) => rows.find((row) => row.snapshotName?.startsWith(prefix));
    const [system, data] = [newest('erp-db-01-sys-'), newest('erp-db-01-data1-')];
    const diskDeviceMapping = [{ snapshotId: system.snapshotId }, { snapshotId: data.snapshotId }].map(
      (entry) => new sdk.CreateImageRequestDiskDeviceMapping(entry),
    );
    const tag = [new sdk.CreateImageRequestTag({ key: 'made by', value: 'conformance & more' })];
    const asked = { regionId: HANGZHOU, imageName: 'conformance-1', diskDeviceMapping, tag };
    await refused('DryRunOperation', 'createImage', { ...asked, dryRun: true });
    const clientToken = 'conformance-token';
    const { imageId } = await call('createImage', { ...asked, clientToken });
    const again = await call('createImage', { ...asked, clientToken });
    assert.equal(again.imageId, imageId, 'the same token gives the same image');
    await refused('InvalidImageName.Duplicated', 'createImage', asked);
    await refused('SnapshotCreatedImage', 'deleteSnapshot', { snapshotId: data.snapshotId, force: true });
    assert.ok((await available(HANGZHOU, imageId)) > 1, 'it takes its time');
    const made = await image(HANGZHOU, imageId);
    assert.equal(made.diskDeviceMappings.diskDeviceMapping.length, 2);
    assert.equal(made.tags.tag[0].tagValue, 'conformance & more');

    const copy = { regionId: HANGZHOU, imageId, destinationRegionId: SINGAPORE, destinationImageName: 'conformance-copy' };
    await refused('DryRunOperation', 'copyImage', { ...copy, dryRun: true });
    const { imageId: copyId } = await call('copyImage', copy);
    await refused('InvalidImageName.Duplicated', 'copyImage', copy);
    await refused('OperationDenied.ImageCopying', 'deleteImage', { regionId: SINGAPORE, imageId: copyId });
    await available(SINGAPORE, copyId);
    assert.equal((await image(SINGAPORE, copyId)).isCopied, true);
    await refused('IncorrectImageStatus', 'cancelCopyImage', { regionId: SINGAPORE, imageId: copyId });

    const accounts = Array.from({ length: 12 }, (_, place) => `18000000000001${String(place).padStart(2, '0')}`);
    const share = (addAccount) => call('modifyImageSharePermission', { regionId: HANGZHOU, imageId, addAccount });
    const shared = async () => {
      const page = await call('describeImageSharePermission', { regionId: HANGZHOU, imageId, pageSize: 50 });
      return page.accounts.account.map((account) => account.aliyunId).sort();
    };
    await share(accounts);
    assert.deepEqual(await shared(), accounts.slice(0, 10), 'only the first ten of a call are read');
    await share(accounts.slice(10));
    assert.deepEqual(await shared(), accounts);

    const deprecate = { regionId: HANGZHOU, imageId, status: 'Deprecated' };
    await refused('ImageUseShared', 'modifyImageAttribute', deprecate);
    await refused('ImageUseShared', 'deleteImage', { regionId: HANGZHOU, imageId });
    for (const removeAccount of [accounts.slice(0, 10), accounts.slice(10)]) {
      await call('modifyImageSharePermission', { regionId: HANGZHOU, imageId, removeAccount });
    }
    await call('modifyImageAttribute', deprecate);
    assert.equal((await image(HANGZHOU, imageId)).status, 'Deprecated');
    await refused('IncorrectImageStatus', 'copyImage', { ...copy, destinationImageName: 'of-a-deprecated-one' });

    await call('deleteImage', { regionId: HANGZHOU, imageId });
    await refused('InvalidImageId.NotFound', 'deleteImage', { regionId: HANGZHOU, imageId });
    await call('deleteSnapshot', { snapshotId: data.snapshotId });
    await refused('InvalidSnapshotId.NotFound', 'deleteSnapshot', { snapshotId: data.snapshotId });
    assert.equal((await image(SINGAPORE, copyId)).status, 'Available', 'the copy lives on');
  },

  async 'runs three instances of an image and will not delete what they use'() {
    const regionId = HANGZHOU;
    const { securityGroups } = await call('describeSecurityGroups', { regionId, maxResults: 10 });
    const [group] = securityGroups.securityGroup;
    const { images } = await call('describeImages', { regionId, imageName: 'web-gw-base' });
    const [{ imageId }] = images.image;
    const { instances } = await call('describeInstances', { regionId, maxResults: 10 });
    const { vSwitchId } = instances.instance[0].vpcAttributes;
    const asked = {
      regionId,
      imageId,
      instanceType: 'ecs.g7.large',
      securityGroupId: group.securityGroupId,
      vSwitchId,
      instanceName: 'conformance',
      uniqueSuffix: true,
      amount: 3,
    };
    await refused('DryRun.InvalidAmount', 'runInstances', { ...asked, dryRun: true });
    await refused('DryRunOperation', 'runInstances', { ...asked, amount: 1, dryRun: true });
    await refused('InvalidInstanceType.ValueNotSupported', 'runInstances', { ...asked, instanceType: 'ecs.none' });
    const { instanceIdSets } = await call('runInstances', asked);
    const instanceId = instanceIdSets.instanceIdSet;
    assert.equal(instanceId.length, 3);
    const statuses = async () => {
      const page = await call('describeInstanceStatus', { regionId, instanceId, pageSize: 50 });
      return page.instanceStatuses.instanceStatus.map((row) => row.status);
    };
    assert.deepEqual(await statuses(), ['Pending', 'Pending', 'Pending']);
    await advance(120);
    assert.deepEqual(await statuses(), ['Running', 'Running', 'Running']);
    await refused('ImageUsingByInstance', 'deleteImage', { regionId, imageId });
    const disks = await call('describeDisks', { regionId, instanceId: instanceId[0], maxResults: 10 });
    const [{ diskId }] = disks.disks.disk;
    const { snapshotId } = await call('createSnapshot', { diskId, snapshotName: 'conformance-snapshot' });
    await refused('InvalidSnapshotId.NotReady', 'createImage', { regionId, snapshotId });
    await advance(600);
    await call('createImage', { regionId, snapshotId, imageName: 'conformance-2' });
    const replace = { instanceId: instanceId[0], imageId };
    await refused('IncorrectInstanceStatus', 'replaceSystemDisk', replace);
    await call('stopInstances', { regionId, instanceId });
    await advance(120);
    const { diskId: replaced } = await call('replaceSystemDisk', replace);
    assert.notEqual(replaced, diskId);
    await refused('IncorrectInstanceStatus', 'startInstances', { regionId, instanceId });
    await advance(90);
    await call('startInstances', { regionId, instanceId });
  },

  async 'launches like an instance and reads every attribute back'() {
    const regionId = HANGZHOU;
    const attributes = ['META_OPTIONS', 'CPU_OPTIONS_TOPOLOGY_TYPE', 'NETWORK_PRIMARY_ENI_IP'];
    const named = async (instanceName) => {
      const page = await call('describeInstances', { regionId, instanceName, additionalAttributes: attributes });
      return page.instances.instance[0];
    };
    const disksOf = async (instanceId) => {
      const page = await call('describeDisks', { regionId, instanceId, maxResults: 20 });
      return page.disks.disk.sort((left, right) => left.device.localeCompare(right.device));
    };
    const source = await named('portal-01');
    const { images } = await call('describeImages', { regionId, imageName: 'portal-golden' });
    const { userData } = await call('describeUserData', { regionId, instanceId: source.instanceId });
    const instanceIds = JSON.stringify([source.instanceId]);
    const { instanceRamRoleSets } = await call('describeInstanceRamRole', { regionId, instanceIds });
    const [system, ...data] = await disksOf(source.instanceId);
    const { instanceIdSets } = await call('runInstances', {
      regionId,
      imageId: images.image[0].imageId,
      instanceType: source.instanceType,
      zoneId: source.zoneId,
      vSwitchId: source.vpcAttributes.vSwitchId,
      securityGroupIds: source.securityGroupIds.securityGroupId,
      instanceName: 'portal-02',
      hostName: 'portal-02.internal',
      keyPairName: source.keyPairName,
      ramRoleName: instanceRamRoleSets.instanceRamRoleSet[0].ramRoleName,
      userData,
      httpTokens: source.metadataOptions.httpTokens,
      tag: source.tags.tag.map(({ tagKey, tagValue }) => new sdk.RunInstancesRequestTag({ key: tagKey, value: tagValue })),
      systemDisk: new sdk.RunInstancesRequestSystemDisk({
        category: system.category,
        size: String(system.size),
        performanceLevel: system.performanceLevel,
      }),
      dataDisk: data.map(
        (disk) =>
          new sdk.RunInstancesRequestDataDisk({
            device: disk.device,
            category: disk.category,
            size: disk.size,
            performanceLevel: disk.performanceLevel,
            provisionedIops: disk.provisionedIops,
            burstingEnabled: disk.burstingEnabled,
            deleteWithInstance: disk.deleteWithInstance,
          }),
      ),
    });
    const copy = await named('portal-02');
    assert.equal(copy.instanceId, instanceIdSets.instanceIdSet[0]);
    const fields = ['instanceType', 'zoneId', 'keyPairName', 'securityGroupIds', 'metadataOptions', 'tags', 'cpuOptions'];
    for (const name of [...fields, 'internetMaxBandwidthOut', 'internetMaxBandwidthIn', 'publicIpAddress']) {
      assert.deepEqual(copy[name], source[name], name);
    }
    const shape = (disk) => {
      const { device, category, size, performanceLevel, provisionedIops, burstingEnabled, deleteWithInstance } = disk;
      return { device, category, size, performanceLevel, provisionedIops, burstingEnabled, deleteWithInstance };
    };
    const copied = await disksOf(copy.instanceId);
    assert.deepEqual(copied.map(shape), [system, ...data].map(shape));
    const { diskDeviceMapping } = images.image[0].diskDeviceMappings;
    assert.deepEqual(copied.map((disk) => disk.sourceSnapshotId), diskDeviceMapping.map((row) => row.snapshotId));
    const copiedData = await call('describeUserData', { regionId, instanceId: copy.instanceId });
    assert.equal(copiedData.userData, userData);
  },

  async 'tags, lists tags and untags'() {
    const { rows } = await snapshotsOf('cn-shanghai');
    const base = { regionId: 'cn-shanghai', resourceType: 'snapshot', resourceId: [rows[0].snapshotId] };
    const tag = [new sdk.TagResourcesRequestTag({ key: 'status', value: 'vetted' })];
    await call('tagResources', { ...base, tag });
    const keys = async () => {
      const { tagResources } = await call('listTagResources', base);
      return tagResources.tagResource.map((row) => row.tagKey);
    };
    assert.ok((await keys()).includes('status'));
    await call('untagResources', { ...base, tagKey: ['status'] });
    assert.ok(!(await keys()).includes('status'));
  },
};

for (const [name, run] of Object.entries(cases)) {
  await run();
  console.log(`ok ${name}`);
}
