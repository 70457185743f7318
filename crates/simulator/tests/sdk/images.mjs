// Lists the images of an account with the official Node SDK, unmodified: of every status, with their tags and with whom they are shared.
// Environment: that of client.mjs, REGIONS (ids with commas between them).
// Prints [{"region", "id", "name", "status", "family", "description", "tags": ["key=value"], "sharedWith": [account]}].
import { inRegion } from './client.mjs';

const STATUSES = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';

/// All pages of a list.
async function all(call, action, fields, rowsOf) {
  const rows = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const page = await call(action, { ...fields, pageNumber, pageSize: 10 });
    rows.push(...rowsOf(page));
    if (rows.length >= page.totalCount) return rows;
  }
}

const images = [];
for (const region of process.env.REGIONS.split(',')) {
  const call = inRegion(region);
  const listed = await all(call, 'describeImages', { imageOwnerAlias: 'self', status: STATUSES }, (page) => page.images.image);
  for (const image of listed) {
    const shared = await all(call, 'describeImageSharePermission', { imageId: image.imageId }, (page) => page.accounts.account);
    images.push({
      region,
      id: image.imageId,
      name: image.imageName,
      status: image.status,
      family: image.imageFamily ?? '',
      description: image.description ?? '',
      tags: image.tags.tag.map((tag) => `${tag.tagKey}=${tag.tagValue}`).sort(),
      sharedWith: shared.map((account) => account.aliyunId).sort(),
    });
  }
}
console.log(JSON.stringify(images));
