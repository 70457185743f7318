import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CopyOrder, CopyStart, ResourceKey, ShareOrder, ShareStart } from "../backend/bindings/types";
import { i18next } from "../i18n";
import ImagesPage from "../images/ImagesPage";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem } from "../test/backend";
import { setAddressBook } from "../test/addressBookBackend";
import { addressBook } from "../test/fixtures/addressBook";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import "../components/PopoverPopup";
import "../images/ImageDetails";
import "./CopyDialog";
import "./ShareDialog";

const GOLDEN = "m-bp1c9w4n7e2x5k8v3q0d";
const NAME = "erp-app-02-20261123";
const DATABASE = "m-bp1d6x8k3v5t9q2n7wcf";
const STAGING = "m-bp1u3i8o5p2a7s4d9f1g";
const ENCRYPTED = "m-uf6h3j8d1s5g7k2w9z4x";

beforeAll(async () => {
  await i18next.loadNamespaces(["images", "details", "spread"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  go({ page: "images" });
});

const row = async (id: string) => (await screen.findByText(id)).closest<HTMLElement>("[role=row]")!;

/** Selects images, and chooses an action of the bar. */
async function choose(action: string, ...ids: string[]) {
  await showPage(<ImagesPage />);
  for (const id of ids) await userEvent.click(within(await row(id)).getByRole("checkbox"));
  if (ids.length === 1) {
    // One alone has no bar: its details have the buttons.
    await userEvent.click(await row(ids[0]!));
    await userEvent.click(await screen.findByRole("button", { name: action }));
  } else {
    await userEvent.click(within(await screen.findByRole("toolbar")).getByRole("button", { name: action }));
  }
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(within(dialog).queryByText(/^Asking|^正在查询/)).toBeNull());
  return dialog;
}

const regionRow = (dialog: HTMLElement, regionId: string) => within(dialog).getByText(regionId).closest<HTMLElement>("[role=row]")!;

/** Keeps the copies that are ordered. */
function keepCopies() {
  const sent: { requestId: string; order: CopyOrder }[] = [];
  backend.image_copy_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

/** Keeps what is ordered of sharing. */
function keepShares() {
  const sent: { requestId: string; order: ShareOrder }[] = [];
  backend.image_share_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

describe("copying images", () => {
  it("says where the image is, and copies it to the chosen regions as one job", async () => {
    const sent = keepCopies();
    const dialog = await choose("Copy image…", GOLDEN);
    expect(within(dialog).getByText("From cn-hangzhou, 3 disks, 360 GiB.")).toBeTruthy();
    const words = (regionId: string) => regionRow(dialog, regionId).textContent.replaceAll("\u00a0", " ");
    expect(words("cn-hangzhou")).toContain("This image");
    expect(words("cn-shanghai")).toContain("Present, 1 h");
    expect(within(regionRow(dialog, "cn-shanghai")).getByRole<HTMLInputElement>("checkbox").disabled).toBe(true);
    expect(words("cn-shenzhen")).toContain("7 d behind");
    expect(words("us-west-1")).toContain("A copy failed");
    expect(words("eu-central-1")).toContain("2 wait before it");
    expect(within(dialog).getByText(/Is lost and will be restored: NVMe support and image family\./)).toBeTruthy();
    expect(within(dialog).getByText(/1 tag is left out.*acs:ecs:image:osVersion/)).toBeTruthy();
    for (const regionId of ["cn-beijing", "eu-central-1"]) await userEvent.click(within(regionRow(dialog, regionId)).getByRole("checkbox"));
    await within(dialog).findByText("The names are free in 2 regions");
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 2 regions" }));
    expect(sent).toHaveLength(0);
    const confirm = within(dialog).getByLabelText("Type the image name to confirm.");
    expect(noteOf(confirm)).toBe(`Type ${NAME}, letter by letter.`);
    await userEvent.type(confirm, NAME);
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 2 regions" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.copies.map(({ regionId, name, encrypted, kmsKeyId }) => [regionId, name, encrypted, kmsKeyId])).toEqual([
      ["cn-beijing", NAME, false, ""],
      ["eu-central-1", NAME, false, ""],
    ]);
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("says that only the name is the same, and leaves it to the person whether to copy there", async () => {
    const sent = keepCopies();
    const dialog = await choose("Copy image…", DATABASE);
    const beijing = regionRow(dialog, "cn-beijing");
    expect(beijing.textContent).toContain("Same name");
    const box = within(beijing).getByRole<HTMLInputElement>("checkbox");
    expect([box.disabled, box.checked]).toEqual([false, false]);
    await userEvent.click(box);
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 1 region" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.copies.map(({ regionId }) => regionId)).toEqual(["cn-beijing"]);
  });

  it("copies several images to a region without those that have the name there, unless that is asked for", async () => {
    const dialog = await choose("Copy image…", GOLDEN, DATABASE);
    const beijing = regionRow(dialog, "cn-beijing");
    await userEvent.click(within(beijing).getAllByRole("checkbox")[0]!);
    expect(within(dialog).getByRole("button", { name: "Make 1 copy" })).toBeTruthy();
    await userEvent.click(within(beijing).getByRole("checkbox", { name: "Copy erp-db-golden-1123 to cn-beijing anyway" }));
    expect(within(dialog).getByRole("button", { name: "Make 2 copies" })).toBeTruthy();
    await expectAccessible();
  });

  it("says what is not known of an image, and that its description does not come along", async () => {
    const open = backend.image_copy_open as (args: { keys: ResourceKey[] }) => CopyStart;
    backend.image_copy_open = (args: { keys: ResourceKey[] }) => {
      const start = open(args);
      return { ...start, images: start.images.map((source) => ({ ...source, snapshots: null, descriptionLeftOut: true })) };
    };
    const dialog = await choose("Copy image…", STAGING);
    expect(within(dialog).getByText("From cn-hangzhou, 40 GiB.")).toBeTruthy();
    expect(within(dialog).getByText(/How many, Alibaba Cloud does not tell/)).toBeTruthy();
    expect(within(dialog).getByText(/The description breaks the rules/)).toBeTruthy();
    expect(within(dialog).getByText(/^Comes along: disks, OS, boot mode,? and 2 tags/)).toBeTruthy();
  });

  it("makes the names by a template, and tells a wrong and a taken one at its field", async () => {
    const sent = keepCopies();
    const dialog = await choose("Copy image…", STAGING);
    for (const regionId of ["cn-beijing", "cn-shenzhen"]) await userEvent.click(within(regionRow(dialog, regionId)).getByRole("checkbox"));
    const template = within(dialog).getByLabelText("Names of the copies");
    await userEvent.clear(template);
    await userEvent.type(template, "taken-{{name}-{{region}");
    const name = within(dialog).getByLabelText<HTMLInputElement>("Name of the copy in cn-beijing");
    expect(name.value).toBe("taken-jump-host-20261120-cn-beijing");
    await waitFor(() => expect(noteOf(name)).toContain("An image in cn-beijing has this name"));
    await userEvent.clear(name);
    await waitFor(() => expect(noteOf(name)).toBe("Type a name for the copy."));
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 2 regions" }));
    expect(within(dialog).getByText("Correct what is marked first.")).toBeTruthy();
    expect(document.activeElement).toBe(name);
    expect(sent).toHaveLength(0);
  });

  it("encrypts with a key of the destination, which has to be typed, and never makes an encrypted image a plain one", async () => {
    const sent = keepCopies();
    const dialog = await choose("Copy image…", ENCRYPTED);
    await userEvent.click(within(regionRow(dialog, "cn-beijing")).getByRole("checkbox"));
    const encryption = within(dialog).getByRole("combobox", { name: "Encryption in cn-beijing" });
    expect(encryption.textContent).toContain("Service key");
    await userEvent.click(encryption);
    expect(screen.queryByRole("option", { name: "Not encrypted" })).toBeNull();
    await userEvent.click(await screen.findByRole("option", { name: "Another KMS key…" }));
    const key = within(dialog).getByLabelText("KMS key ID in cn-beijing");
    expect(noteOf(key)).toBe("Type the ID of a KMS key of cn-beijing.");
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), NAME);
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 1 region" }));
    expect(sent).toHaveLength(0);
    await userEvent.type(key, "key-bj-1");
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 1 region" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.copies[0]).toMatchObject({ encrypted: true, kmsKeyId: "key-bj-1" });
  });

  it("copies several images, each to the regions that do not have it, and says which cannot be copied", async () => {
    const sent = keepCopies();
    const dialog = await choose("Copy image…", GOLDEN, "m-bp1m4n9b2v7c5x8z1a3s", "m-uf6p2l9k4j7h1g5f8d3s");
    expect(within(dialog).getByText("erp-app-02-20261116: Deprecated.")).toBeTruthy();
    await userEvent.click(within(regionRow(dialog, "cn-beijing")).getByRole("checkbox"));
    await userEvent.click(within(regionRow(dialog, "cn-hangzhou")).getByRole("checkbox"));
    await userEvent.type(within(dialog).getByLabelText("Type the number of copies to confirm."), "3");
    await userEvent.click(within(dialog).getByRole("button", { name: "Make 3 copies" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.copies.map(({ image, regionId }) => [image.id, regionId])).toEqual([
      ["m-uf6p2l9k4j7h1g5f8d3s", "cn-hangzhou"],
      [GOLDEN, "cn-beijing"],
      ["m-uf6p2l9k4j7h1g5f8d3s", "cn-beijing"],
    ]);
  });

  it("stays open with everything in it when it is refused, and when the images cannot be asked for", async () => {
    backend.image_copy_start = () => {
      throw problem("accountLocked", { params: { action: "ecs:CopyImage" } });
    };
    const dialog = await choose("Copy image…", STAGING);
    await userEvent.click(within(regionRow(dialog, "cn-beijing")).getByRole("checkbox"));
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 1 region" }));
    expect(await within(dialog).findByRole("alert")).toBeTruthy();
    expect(within(regionRow(dialog, "cn-beijing")).getByRole<HTMLInputElement>("checkbox").checked).toBe(true);
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
    backend.image_copy_open = () => {
      throw problem("accessDenied", { params: { action: "ecs:DescribeImages" } });
    };
    await userEvent.click(await screen.findByRole("button", { name: "Copy image…" }));
    expect(await screen.findByText(/ecs:DescribeImages/)).toBeTruthy();
  });

  it("picks a KMS key of the destination by its name, and lets one be typed where they cannot be listed", async () => {
    const sent = keepCopies();
    const list = backend.kms_key_list as unknown as (args: { regionId: string }) => unknown;
    backend.kms_key_list = (args: { regionId: string }) => {
      if (args.regionId === "cn-beijing") throw problem("accessDenied", { params: { action: "kms:ListAliases" } });
      return list(args);
    };
    const dialog = await choose("Copy image…", STAGING);
    const pick = async (regionId: string, option: string) => {
      await userEvent.click(within(regionRow(dialog, regionId)).getByRole("checkbox"));
      await userEvent.click(within(dialog).getByRole("combobox", { name: `Encryption in ${regionId}` }));
      await userEvent.click(await screen.findByRole("option", { name: new RegExp(`^${option}`) }));
    };
    await pick("eu-central-1", "erp-eu");
    await pick("cn-beijing", "Another KMS key…");
    const field = within(dialog).getByRole("combobox", { name: "Encryption in cn-beijing" });
    expect(noteOf(field)).toBe("The KMS keys are not listed: kms:ListAliases is not allowed. Type the ID of one.");
    await userEvent.type(within(dialog).getByLabelText("KMS key ID in cn-beijing"), "key-one");
    await expectAccessible();
    await userEvent.click(within(dialog).getByRole("button", { name: "Copy to 2 regions" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    const keys = sent[0]?.order.copies.map(({ regionId, encrypted, kmsKeyId }) => [regionId, encrypted, kmsKeyId]);
    expect(keys?.toSorted()).toEqual([
      ["cn-beijing", true, "key-one"],
      ["eu-central-1", true, "1f0c5ab2-9d41-4c7e-8f35-2b6e7d90a1c4"],
    ]);
  });
});

describe("sharing images", () => {
  it("shares with accounts, ends it with others, and sends both as one order", async () => {
    const sent = keepShares();
    const dialog = await choose("Share image…", GOLDEN);
    expect(within(dialog).getByText("Shared with 3 accounts")).toBeTruthy();
    expect(within(dialog).getByText(/Everything on its disks can be read/)).toBeTruthy();
    const input = within(dialog).getByLabelText(/Share with account ID/);
    await userEvent.type(input, "1377520944618803, 1840662109752217{Enter}");
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel sharing with 1288 4410 9035 0914" }));
    expect(within(dialog).getByText("Will be unshared")).toBeTruthy();
    expect(within(dialog).getByText(/can no longer be re-initialized/)).toBeTruthy();
    await expectAccessible();
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), NAME);
    await userEvent.click(within(dialog).getByRole("button", { name: "Share with 2 accounts, unshare 1" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ images: [{ id: GOLDEN }], add: ["1377520944618803", "1840662109752217"], remove: ["1288441090350914"] });
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("catches the own ID, a login name and the ID of a RAM user at the field", async () => {
    const sent = keepShares();
    const dialog = await choose("Share image…", STAGING);
    const input = within(dialog).getByLabelText(/Share with account ID/);
    await userEvent.type(input, "1645590212037781, ops@example.com, 204567890123456789{Enter}");
    expect(await within(dialog).findByText(/The image belongs to this account/)).toBeTruthy();
    expect(within(dialog).getByText(/16 digits, no login name/)).toBeTruthy();
    expect(within(dialog).getByText(/IDs of 18 digits belong to RAM users/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Share with 3 accounts" }));
    expect(within(dialog).getByText("Correct what is marked first.")).toBeTruthy();
    expect(sent).toHaveLength(0);
  });

  it("knows people of the address book by name, picks them there, and gives a name to who has none", async () => {
    setAddressBook(addressBook);
    const sent = keepShares();
    const dialog = await choose("Share image…", GOLDEN);
    const list = within(within(dialog).getByRole("list", { name: "Accounts" }));
    const rows = () => list.getAllByRole("listitem").map((row) => row.textContent);
    expect(rows()[0]).toMatch(/^No name yetNot in the address book1288 4410 9035 0914Shared/);
    expect(rows()[2]).toMatch(/^partner-northReseller north, Wang Li1602 7714 5380 5526/);
    await userEvent.click(within(dialog).getByRole("button", { name: "Address book" }));
    const picker = within(within(dialog).getByRole("group", { name: "Address book" }));
    expect(picker.queryByRole("button", { name: /partner-north/ })).toBeNull();
    await userEvent.click(picker.getByRole("button", { name: "Add 华东灾备, 1377 5209 4461 8803" }));
    const input = within(dialog).getByLabelText(/Share with account ID/);
    await userEvent.type(input, "1840 6621 0975 2217{Enter}");
    expect(rows()[4]).toMatch(/^No name yetNot in the address book1840 6621 0975 2217New, unknown/);
    await userEvent.click(list.getByRole("button", { name: "Name 1840 6621 0975 2217…" }));
    await expectAccessible();
    await userEvent.keyboard("auditor{Enter}");
    await waitFor(() => expect(rows()[4]).toMatch(/^auditorIn the address book/));
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), NAME);
    await userEvent.click(within(dialog).getByRole("button", { name: "Share with 2 accounts" }));
    await waitFor(() => expect(sent[0]?.order.add).toEqual(["1377520944618803", "1840662109752217"]));
  });

  it("takes a name for the ID, and leaves the dialog open when naming is given up", async () => {
    setAddressBook(addressBook);
    const dialog = await choose("Share image…", STAGING);
    const input = within(dialog).getByLabelText(/Share with account ID/);
    await userEvent.type(input, "Partner-North, 1840662109752217{Enter}");
    const list = within(within(dialog).getByRole("list", { name: "Accounts" }));
    expect(list.getByText("1602 7714 5380 5526")).toBeTruthy();
    await userEvent.click(list.getByRole("button", { name: "Name 1840 6621 0975 2217…" }));
    await userEvent.keyboard("{Escape}");
    expect(within(dialog).queryByLabelText("Name of 1840 6621 0975 2217")).toBeNull();
    expect(screen.getByRole("dialog")).toBeTruthy();
  });

  it("refuses an account that is to be unshared as well, and the 51st, where they were typed", async () => {
    const dialog = await choose("Share image…", GOLDEN);
    await userEvent.click(within(dialog).getByRole("button", { name: "Cancel sharing with 1288 4410 9035 0914" }));
    const input = within(dialog).getByLabelText(/Share with account ID/);
    await userEvent.type(input, "1288441090350914{Enter}");
    expect(await within(dialog).findByText(/is to be canceled as well/)).toBeTruthy();
    const many = Array.from({ length: 50 }, (_, index) => String(2_000_000_000_000_001 + index)).join(",");
    await userEvent.click(input);
    await userEvent.paste(many);
    await waitFor(() => expect(noteOf(input)).toMatch(/at most 50 accounts/));
  });

  it("shares the copies in other regions along when they are ticked, and nothing where nothing is ticked", async () => {
    const sent = keepShares();
    const dialog = await choose("Share image…", DATABASE);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    await waitFor(() => expect(where.queryByText("asking…")).toBeNull());
    expect(within(dialog).getByText("In cn-hangzhou only")).toBeTruthy();
    const here = where.getByRole("checkbox", { name: /^cn-hangzhou/ });
    const there = where.getByRole("checkbox", { name: /^ap-southeast-1/ });
    await userEvent.click(there);
    expect(within(dialog).getByText("In 2 regions")).toBeTruthy();
    await userEvent.type(within(dialog).getByLabelText(/Share with account ID/), "1377520944618803{Enter}");
    await expectAccessible();
    await userEvent.click(here);
    await userEvent.click(there);
    await userEvent.click(within(dialog).getByRole("button", { name: "Share with 1 account" }));
    expect(within(dialog).getByText("Choose a region.")).toBeTruthy();
    await userEvent.click(here);
    await userEvent.click(there);
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    expect(document.activeElement).toBe(within(dialog).getByLabelText("Type the image name to confirm."));
    const share = within(dialog).getByRole("button", { name: "Share with 1 account" });
    await waitFor(() => expect(share.getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(share);
    await waitFor(() => expect(sent[0]?.order.images.map(({ regionId }) => regionId)).toEqual(["cn-hangzhou", "ap-southeast-1"]));
  });

  it("offers no copy that cannot be shared, and says that a region did not tell", async () => {
    const dialog = await choose("Share image…", GOLDEN);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    const encrypted = await where.findByRole<HTMLInputElement>("checkbox", { name: /^cn-shanghai.*Cannot be shared/ });
    expect(encrypted.disabled).toBe(true);
    expect(where.getByText("3 of 50 accounts")).toBeTruthy();
  });

  it("tells a copy of another name apart, and asks for the name of what is shared", async () => {
    const open = backend.image_share_open as (args: { keys: ResourceKey[] }) => ShareStart;
    backend.image_share_open = (args: { keys: ResourceKey[] }) => ({ images: open(args).images.map((image) => (image.key.regionId === "ap-southeast-1" ? { ...image, name: "erp-db-sg" } : image)) });
    const dialog = await choose("Share image…", DATABASE);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    await userEvent.click(await where.findByRole("checkbox", { name: /^ap-southeast-1.*erp-db-sg/ }));
    expect(within(dialog).getByLabelText("Type the number of images to confirm.")).toBeTruthy();
    await userEvent.click(where.getByRole("checkbox", { name: /^cn-hangzhou/ }));
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), "erp-db-sg");
    await userEvent.type(within(dialog).getByLabelText(/Share with account ID/), "1377520944618803{Enter}");
    await waitFor(() => expect(within(dialog).getByRole("button", { name: "Share with 1 account" }).getAttribute("aria-disabled")).toBeNull());
  });

  it("shares the other images with an account that has one of them, in one row and one order", async () => {
    const sent = keepShares();
    const open = backend.image_share_open as (args: { keys: ResourceKey[] }) => ShareStart;
    backend.image_share_open = (args: { keys: ResourceKey[] }) => ({ images: open(args).images.map((image) => (image.key.id === DATABASE ? { ...image, sharedWith: ["1377520944618803"] } : image)) });
    const dialog = await choose("Share image…", DATABASE);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    await userEvent.click(await where.findByRole("checkbox", { name: /^ap-southeast-1.*not shared/ }));
    const list = within(within(dialog).getByRole("list", { name: "Accounts" }));
    expect(list.getByText("1 of 2 images")).toBeTruthy();
    await userEvent.click(list.getByRole("button", { name: "Share all of these images with 1377 5209 4461 8803" }));
    expect(list.getAllByRole("listitem")).toHaveLength(1);
    expect(list.getByText("Will be shared with all")).toBeTruthy();
    expect(within(dialog).getByText("1 of 50 accounts", { selector: ".faint" })).toBeTruthy();
    await expectAccessible();
    await userEvent.type(within(dialog).getByLabelText("Type the image name to confirm."), "erp-db-golden-1123");
    const share = within(dialog).getByRole("button", { name: "Share with 1 account" });
    await waitFor(() => expect(share.getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(share);
    await waitFor(() => expect(sent[0]?.order).toMatchObject({ add: ["1377520944618803"], remove: [] }));
  });

  it("shows why a region could not be asked, and asks the others all the same", async () => {
    const open = backend.image_share_open as (args: { keys: ResourceKey[] }) => ShareStart;
    backend.image_share_open = (args: { keys: ResourceKey[] }) => {
      if (args.keys[0]?.regionId === "ap-southeast-1") throw problem("endpointUnreachable");
      return open(args);
    };
    const dialog = await choose("Share image…", DATABASE);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    const there = await where.findByRole<HTMLInputElement>("checkbox", { name: /^ap-southeast-1.*not known/ });
    expect(there.disabled).toBe(true);
    await waitFor(() => expect(where.queryByText("asking…")).toBeNull());
    expect(where.getAllByText("not known")).toHaveLength(1);
  });

  it("says which region did not tell with whom the copy is shared", async () => {
    const open = backend.image_share_open as (args: { keys: ResourceKey[] }) => ShareStart;
    backend.image_share_open = (args: { keys: ResourceKey[] }) => {
      const start = open(args);
      return args.keys[0]?.id === DATABASE ? start : { images: start.images.map((image) => ({ ...image, sharedWith: null })) };
    };
    const dialog = await choose("Share image…", DATABASE);
    const where = within(await within(dialog).findByRole("group", { name: "Where" }));
    expect(await where.findAllByText("not known")).toHaveLength(1);
  });

  it("says beforehand that an encrypted image cannot be shared, and that accounts have to be named", async () => {
    const dialog = await choose("Share image…", ENCRYPTED);
    expect(within(dialog).getByText(/holds several snapshots/)).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "Share image" }));
    expect(within(dialog).getByText("Add an account, or cancel the sharing with one.")).toBeTruthy();
  });
});

describe("what is selected", () => {
  it("is of one account", async () => {
    await showPage(<ImagesPage />);
    for (const id of [GOLDEN, STAGING]) await userEvent.click(within(await row(id)).getByRole("checkbox"));
    await userEvent.click(within(await screen.findByRole("toolbar")).getByRole("button", { name: "Copy image…" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});

describe("in Chinese", () => {
  beforeEach(async () => {
    await i18next.loadLanguages("zh-CN");
    await i18next.changeLanguage("zh-CN");
  });

  it("copies", async () => {
    const dialog = await choose("复制镜像…", GOLDEN);
    expect(regionRow(dialog, "cn-shenzhen").textContent).toMatch(/落后7\s?天/);
    await userEvent.click(within(regionRow(dialog, "cn-beijing")).getByRole("checkbox"));
    expect(within(dialog).getByRole("button", { name: "复制到1个地域" })).toBeTruthy();
    await expectAccessible();
  });

  it("shares", async () => {
    const dialog = await choose("共享镜像…", GOLDEN);
    expect(within(dialog).getByText("对方可以")).toBeTruthy();
    await expectAccessible();
  });
});
