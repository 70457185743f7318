import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EditOrder, Finding } from "../backend/bindings/types";
import { i18next } from "../i18n";
import ImagesPage from "../images/ImagesPage";
import { currentRoute, go } from "../route";
import { EVERYWHERE, scopeStore } from "../scope";
import { backend, problem } from "../test/backend";
import { editStartOf } from "../test/fixtures/imageEdit";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import "../components/PopoverPopup";
import "../images/ImageDetails";
import "./EditDialog";
import "./StatusDialog";

/** Newest of its family, and shared with three accounts. */
const SHARED = "m-bp1c9w4n7e2x5k8v3q0d";
const SHARED_NAME = "erp-app-02-20261123";
const STAGING = "m-bp1u3i8o5p2a7s4d9f1g";
const GOLDEN = "m-bp1d6x8k3v5t9q2n7wcf";
const DEPRECATED = "m-bp1m4n9b2v7c5x8z1a3s";

beforeAll(async () => {
  await i18next.loadNamespaces(["images", "details"]);
}, 60_000);

beforeEach(async () => {
  await i18next.changeLanguage("en-US");
  scopeStore.set(EVERYWHERE);
  go({ page: "images" });
});

const row = async (id: string) => (await screen.findByText(id)).closest<HTMLElement>("[role=row]")!;

/** Selects images, and chooses an action: of one alone in its details, of several in the bar. */
async function choose(action: string, ...ids: string[]) {
  await showPage(<ImagesPage />);
  for (const id of ids) await userEvent.click(within(await row(id)).getByRole("checkbox"));
  if (ids.length === 1) {
    await userEvent.click(await row(ids[0]!));
    await userEvent.click(await screen.findByRole("button", { name: /^(More for this image|此镜像的更多操作)$/ }));
    await userEvent.click(await screen.findByRole("menuitem", { name: action }));
  } else {
    await userEvent.click(within(await screen.findByRole("toolbar")).getByRole("button", { name: "More actions" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: action }));
  }
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(within(dialog).queryByText(/^Asking|^正在查询/)).toBeNull());
  return dialog;
}

/** Keeps the orders that are sent. */
function keepOrders() {
  const sent: { requestId: string; order: EditOrder }[] = [];
  backend.image_edit_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

const field = (dialog: HTMLElement, name: string) => within(dialog).getByRole("textbox", { name });
const send = async (dialog: HTMLElement, name: string) => {
  const button = within(dialog).getByRole("button", { name });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBeNull());
  await userEvent.click(button);
};

async function retype(dialog: HTMLElement, name: string, text: string) {
  await userEvent.clear(field(dialog, name));
  if (text !== "") await userEvent.type(field(dialog, name), text);
}

describe("editing one image", () => {
  it("shows what the image is now, and sends only what was changed", async () => {
    const sent = keepOrders();
    const dialog = await choose("Edit…", STAGING);
    expect(valueOf(field(dialog, "Custom Image Name"))).toBe("jump-host-20261120");
    expect(valueOf(field(dialog, "Custom Image Description"))).toBe("patched and verified");
    within(dialog).getByText("acs:ecs:image:osVersion: 3");
    await expectAccessible();

    await retype(dialog, "Custom Image Description", "patched again");
    await retype(dialog, "Tag value 1", "test");
    await userEvent.click(within(dialog).getByRole("button", { name: "Remove tag 2" }));
    await within(dialog).findByText("3 changes");
    await send(dialog, "Change image");
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
    const { order } = sent[0]!;
    expect(order).toMatchObject({ name: null, description: "patched again", family: null, bootMode: null, nvmeSupport: null, imdsSupport: null, status: null });
    expect(order.tags).toEqual([{ key: "env", value: "test" }]);
    expect(order.removeTags).toEqual(["app"]);
    expect(order.seen?.description).toBe("patched and verified");
  });

  it("says errors at their field, and sends nothing before they are mended", async () => {
    const sent = keepOrders();
    const dialog = await choose("Edit…", STAGING);
    await userEvent.click(within(dialog).getByRole("button", { name: "Change image" }));
    within(dialog).getByText("Change something first.");
    await retype(dialog, "Custom Image Name", "1st");
    await waitFor(() => expect(noteOf(field(dialog, "Custom Image Name"))).toBe("Start with a letter."));
    await userEvent.click(within(dialog).getByRole("button", { name: "Change image" }));
    expect(document.activeElement).toBe(field(dialog, "Custom Image Name"));
    await retype(dialog, "Custom Image Name", "taken-name");
    await waitFor(() => expect(noteOf(field(dialog, "Custom Image Name"))).toContain("m-bp1taken0000000000"));
    await retype(dialog, "Custom Image Name", "jump-host-20261120");
    await retype(dialog, "Image family", "");
    await waitFor(() => expect(noteOf(field(dialog, "Image family"))).toContain("not none"));
    await retype(dialog, "Image family", "jump");
    await waitFor(() => expect(noteOf(field(dialog, "Image family"))).toContain("launches that name the family use it"));
    await retype(dialog, "Tag key 1", "acs:env");
    await waitFor(() => expect(noteOf(field(dialog, "Tag key 1"))).toContain("acs:"));
    expect(sent).toEqual([]);
    await expectAccessible();
  });

  it("says what a boot mode or the metadata mode can break, and takes the keyboard", async () => {
    const dialog = await choose("Edit…", STAGING);
    const mode = within(dialog).getByRole("combobox", { name: "Metadata access mode" });
    expect(mode.textContent).toContain("Not told");
    mode.focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await screen.findByRole("option", { name: "With a token only (v2)" }));
    await within(dialog).findByText(/Programs in them that use none get nothing/);
    await userEvent.keyboard("{Escape}");
  });

  it("tells what somebody else has changed meanwhile, and reads the image again", async () => {
    const overtaken: Finding = { severity: "error", field: "name", code: "changedMeanwhile", params: { now: "of-somebody-else" } };
    backend.image_edit_check = ({ order }: { order: EditOrder }) => (order.seen?.name === "of-somebody-else" ? [] : [overtaken]);
    const sent = keepOrders();
    const dialog = await choose("Edit…", STAGING);
    await retype(dialog, "Custom Image Name", "mine");
    await waitFor(() => expect(noteOf(field(dialog, "Custom Image Name"))).toContain("of-somebody-else"));
    backend.image_edit_open = ({ keys }: { keys: Parameters<typeof editStartOf>[0] }) => {
      const start = editStartOf(keys);
      return { ...start, images: start.images.map((image) => ({ ...image, values: { ...image.values, name: "of-somebody-else" } })) };
    };
    await userEvent.click(within(dialog).getByRole("button", { name: "Read the image again" }));
    await send(dialog, "Change image");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order.name).toBe("mine");
    expect(sent[0]?.order.seen?.name).toBe("of-somebody-else");
  });

  it("sends nothing while it is being checked", async () => {
    let answer: (findings: Finding[]) => void = () => undefined;
    backend.image_edit_check = () => new Promise<Finding[]>((resolve) => (answer = resolve));
    const sent = keepOrders();
    const dialog = await choose("Edit…", STAGING);
    await retype(dialog, "Custom Image Description", "mine");
    const button = within(dialog).getByRole("button", { name: "Change image" });
    await userEvent.click(button);
    await within(dialog).findByText("Still being checked. Try again in a moment.");
    expect(document.activeElement).toBe(button);
    expect(sent).toEqual([]);
    await waitFor(() => {
      answer([]);
      expect(button.getAttribute("aria-disabled")).toBeNull();
    });
    await userEvent.click(button);
    await waitFor(() => expect(sent).toHaveLength(1));
  });

  it("keeps what was typed when the request fails, and sends it as the same request", async () => {
    const sent: string[] = [];
    backend.image_edit_start = ({ requestId }: { requestId: string }) => {
      sent.push(requestId);
      if (sent.length === 1) throw problem("accountLocked", { params: { action: "ecs:ModifyImageAttribute" } });
      return { ...jobs[0], id: 42 };
    };
    const dialog = await choose("Edit…", STAGING);
    await retype(dialog, "Custom Image Description", "patched again");
    await send(dialog, "Change image");
    await waitFor(() => expect(sent).toHaveLength(1));
    await within(dialog).findByText(/^The account is read-only/);
    expect(valueOf(field(dialog, "Custom Image Description"))).toBe("patched again");
    await send(dialog, "Change image");
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]).toBe(sent[1]);
  });

  it("speaks Chinese", async () => {
    await i18next.changeLanguage("zh-CN");
    const dialog = await choose("编辑…", STAGING);
    within(dialog).getByText("不能在此处修改，请在资源管理控制台中转移镜像。");
    await retype(dialog, "自定义镜像名称", "1st");
    await waitFor(() => expect(noteOf(field(dialog, "自定义镜像名称"))).not.toBe(""));
    await expectAccessible();
  });
});

describe("editing several images", () => {
  it("adds and removes tags of all of them, and leaves the family as it is", async () => {
    const sent = keepOrders();
    const dialog = await choose("Edit…", GOLDEN, SHARED);
    await userEvent.click(within(dialog).getByRole("button", { name: /Add tag/ }));
    await userEvent.type(field(dialog, "Tag key 1"), "team");
    await userEvent.type(field(dialog, "Tag value 1"), "web");
    await userEvent.click(within(dialog).getByRole("checkbox", { name: /^app/ }));
    await expectAccessible();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /confirm/ }), "2");
    await send(dialog, "Change 2 images");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ family: null, seen: null, tags: [{ key: "team", value: "web" }], removeTags: ["app"] });
  });

  it("says which of them becomes the newest of the family", async () => {
    const dialog = await choose("Edit…", GOLDEN, SHARED);
    await userEvent.type(within(dialog).getByLabelText(/Image family/), "base");
    expect(await within(dialog).findByText(/becomes the newest of base in cn-hangzhou/)).toBeTruthy();
  });
});

describe("deprecating and restoring", () => {
  it("says which image becomes the newest, and leaves out those that cannot be deprecated", async () => {
    const sent = keepOrders();
    const dialog = await choose("Deprecate…", GOLDEN, SHARED);
    within(dialog).getByText(/Unshare it first/);
    within(dialog).getByText("1 image is left out");
    within(dialog).getByText(/erp-db in cn-hangzhou: no available image is left/);
    await expectAccessible();
    await userEvent.type(within(dialog).getByRole("textbox", { name: /confirm/ }), "1");
    await send(dialog, "Deprecate image");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.order).toMatchObject({ status: "Deprecated", name: null, tags: [] });
    expect(sent[0]?.order.images.map((key) => key.id)).toEqual([GOLDEN]);
  });

  it("restores a deprecated image from its details, in Chinese too", async () => {
    await i18next.changeLanguage("zh-CN");
    const sent = keepOrders();
    const dialog = await choose("恢复可用…", DEPRECATED);
    await expectAccessible();
    await userEvent.type(within(dialog).getByRole("textbox"), "erp-app-02-20261116");
    await send(dialog, "恢复1个镜像");
    await waitFor(() => expect(sent[0]?.order.status).toBe("Available"));
  });

  it("says in the details that an image is the newest of its family", async () => {
    await showPage(<ImagesPage />);
    await userEvent.click(await row(SHARED));
    await screen.findByText(/launches that name the family use it/);
    expect(screen.getAllByText(SHARED_NAME).length).toBeGreaterThan(0);
  });
});
