// Reads the instances of proofs with the official Node SDK, unmodified, and compares what it reads with what the proofs say.
// Environment: that of client.mjs, REGION, PROOFS (a file: a list of proofs as they are exported), LIKE (the instance that they were
// launched like).
// Prints {"cells": n, "differing": [[instance, attribute], ...]}.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inRegion } from './client.mjs';

const call = inRegion(process.env.REGION);

const letter = (device) => (device ?? '').replace(/^\/dev\/x?vd/, '');
const text = (value) => value ?? '';

async function userData(instanceId) {
  return text((await call('describeUserData', { instanceId })).userData);
}

/// Everything of an instance that the attributes are taken from.
async function read(instanceId) {
  const instances = await call('describeInstances', {
    instanceIds: JSON.stringify([instanceId]),
    additionalAttributes: ['META_OPTIONS', 'CPU_OPTIONS_TOPOLOGY_TYPE', 'NETWORK_PRIMARY_ENI_IP'],
  });
  const [instance] = instances.instances.instance;
  const disks = (await call('describeDisks', { instanceId, pageSize: 100 })).disks.disk;
  const device = (disk) => letter(disk.attachments.attachment[0].device);
  disks.sort((one, other) =>
    one.type === other.type ? device(one).localeCompare(device(other)) : one.type === 'system' ? -1 : 1,
  );
  const roles = await call('describeInstanceRamRole', { instanceIds: JSON.stringify([instanceId]) });
  const role = roles.instanceRamRoleSets.instanceRamRoleSet.find((row) => row.instanceId === instanceId);
  return { instance, disks, device, role: text(role?.ramRoleName), userData: await userData(instanceId) };
}

/// Settings by the names of their parameters in RunInstances.
function settings({ instance }) {
  const flag = (value) => (value ? 'true' : '');
  return {
    CreditSpecification: text(instance.creditSpecification),
    HttpEndpoint: text(instance.metadataOptions?.httpEndpoint),
    HttpTokens: text(instance.metadataOptions?.httpTokens),
    DeploymentSetId: text(instance.deploymentSetId),
    HpcClusterId: text(instance.hpcClusterId),
    DedicatedHostId: text(instance.dedicatedHostAttribute?.dedicatedHostId),
    'CpuOptions.Core': String(instance.cpuOptions?.coreCount ?? ''),
    'CpuOptions.ThreadsPerCore': String(instance.cpuOptions?.threadsPerCore ?? ''),
    'ImageOptions.LoginAsNonRoot': flag(instance.imageOptions?.loginAsNonRoot),
    'HibernationOptions.Configured': flag(instance.hibernationOptions?.configured),
    'SecurityOptions.EnableSecureBoot': flag(instance.securityOptions?.enableSecureBoot),
  };
}

/// How each attribute of a proof reads in the answers of the SDK.
const ATTRIBUTES = {
  image: ({ instance }) => [instance.imageId],
  instanceType: ({ instance }) => [instance.instanceType],
  zone: ({ instance }) => [instance.zoneId],
  vSwitch: ({ instance }) => [instance.vpcAttributes.vSwitchId],
  securityGroups: ({ instance }) => [...instance.securityGroupIds.securityGroupId].sort(),
  chargeType: ({ instance }) => [instance.instanceChargeType],
  bandwidth: ({ instance }) => [String(instance.internetMaxBandwidthOut)],
  publicAddress: ({ instance }) => [instance.publicIpAddress.ipAddress.length > 0 ? '1' : '0'],
  keyPair: ({ instance }) => [text(instance.keyPairName)],
  resourceGroup: ({ instance }) => [text(instance.resourceGroupId)],
  description: ({ instance }) => [text(instance.description)],
  deletionProtection: ({ instance }) => [String(instance.deletionProtection)],
  tags: ({ instance }) =>
    instance.tags.tag
      .filter((tag) => !/^(acs:|aliyun)/i.test(tag.tagKey) && tag.tagKey !== 'darkroom-job')
      .map((tag) => `${tag.tagKey}=${tag.tagValue}`)
      .sort(),
  ramRole: ({ role }) => [role],
  userData: (seen, { sent }) => {
    if (seen.userData === sent) return [String(sent !== '')];
    return [seen.userData === '' ? 'false' : 'other'];
  },
  settings: (seen, { asked }) => {
    const found = settings(seen);
    const names = asked.map((setting) => setting.split('=')[0]);
    return names.filter((name) => found[name] !== '').map((name) => `${name}=${found[name]}`);
  },
  diskCount: ({ disks }) => [String(disks.length)],
  devices: ({ disks, device }) => disks.slice(1).map(device),
  content: ({ disks }) => disks.map((disk) => text(disk.sourceSnapshotId)),
  size: ({ disks }) => disks.map((disk) => String(disk.size)),
  category: ({ disks }) => disks.map((disk) => disk.category),
  performanceLevel: ({ disks }) =>
    disks.map((disk) => (disk.category === 'cloud_essd' ? text(disk.performanceLevel) : '')),
  release: ({ disks }) => disks.slice(1).map((disk) => String(disk.deleteWithInstance)),
  encryption: ({ disks }) => disks.map((disk) => (disk.encrypted ? disk.KMSKeyId || 'true' : 'false')),
  provisioned: ({ disks }) =>
    disks.map((disk) =>
      disk.category === 'cloud_auto' ? `${disk.provisionedIops ?? 0} ${disk.burstingEnabled === true}` : '',
    ),
  snapshotPolicy: ({ disks }) => disks.map((disk) => text(disk.autoSnapshotPolicyId)),
};

/// Asked for without naming a key, a disk may have any.
function isAsAsked(code, asked, found) {
  if (code !== 'encryption' || asked.length !== found.length) return isSame(asked, found);
  return asked.every((one, index) => one === found[index] || (one === 'true' && found[index] !== 'false'));
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const sent = await userData(process.env.LIKE);
const differing = [];
let cells = 0;
for (const proof of JSON.parse(readFileSync(process.env.PROOFS, 'utf8'))) {
  for (const instance of proof.instances) {
    const seen = await read(instance.id);
    assert.equal(instance.name, seen.instance.instanceName);
    assert.equal(instance.status, seen.instance.status);
    assert.equal(instance.cells.length, proof.attributes.length);
    proof.attributes.forEach(({ code, asked }, index) => {
      const cell = instance.cells[index];
      const where = `${code} of ${instance.name}`;
      assert.ok(code in ATTRIBUTES, `no reading of ${where}`);
      const found = ATTRIBUTES[code](seen, { asked, sent });
      assert.deepEqual(cell.read, found, where);
      const mark = isAsAsked(code, asked, found) ? 'equal' : 'different';
      assert.equal(cell.mark, mark, where);
      if (mark === 'different') differing.push([instance.id, code]);
      cells += 1;
    });
  }
}
console.log(JSON.stringify({ cells, differing }));
