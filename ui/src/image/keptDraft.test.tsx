import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImageDraft } from "../backend/bindings/types";
import { backend, emit, problem } from "../test/backend";
import { checkOf, sourceOf } from "../test/fixtures/imageSource";
import { HOUR, NOW } from "../test/now";
import { leaveDraft } from "../test/pagesBackend";
import { expectAccessible, noteOf, showPage, valueOf } from "../test/showPage";
import { forgetDraft, keepDraftOfJob, keptDraft, newDraft } from "./drafts";
import ImagePage from "./ImagePage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };
const proposed = () => sourceOf(key).draft;
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const field = () => screen.findByLabelText("Custom Image Name");
const name = async () => valueOf(await field());

beforeEach(() => forgetDraft(key));

describe("a draft that was left", () => {
  it("says when it was begun, and gives way to what is proposed now, which can be undone", async () => {
    leaveDraft({ ...newDraft({ ...proposed(), name: "from-last-week" }), step: "image", begunAt: NOW - 168 * HOUR });
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await name()).toBe("from-last-week");
    expect(screen.getByText(/This draft was begun on 2026-11-\d\d \d\d:\d\d and kept when you left/)).toBeTruthy();
    await expectAccessible();
    await press("Start over");
    await press("Next: image");
    expect(await name()).toBe(proposed().name);
    await press("Bring it back");
    expect(await name()).toBe("from-last-week");
    expect(screen.queryByText(/put aside/)).toBeNull();
  });

  it("is not told of when nothing was kept", async () => {
    await showPage(<ImagePage snapshotKey={key} />);
    await screen.findByRole("table", { name: "Disks of the image" });
    expect(screen.queryByText(/This draft was begun/)).toBeNull();
  });

  it("is put aside, not lost, by creating again from a job", async () => {
    leaveDraft({ ...newDraft({ ...proposed(), name: "in-progress" }), begunAt: NOW - HOUR });
    await keepDraftOfJob({ ...proposed(), name: "of-the-job" });
    expect(await keptDraft(key)).toMatchObject({ draft: { name: "of-the-job" }, replaced: { draft: { name: "in-progress" }, begunAt: NOW - HOUR, replaced: null } });
  });

  it("comes back with the last letter, also when the page is opened again at once", async () => {
    leaveDraft({ ...newDraft({ ...proposed(), name: "web" }), step: "image" });
    const { unmount } = await showPage(<ImagePage snapshotKey={key} />);
    await userEvent.type(await field(), "-2");
    unmount();
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await name()).toBe("web-2");
  });

  it("cannot be opened while it cannot be read, and is not overwritten", async () => {
    backend.image_draft_kept = () => {
      throw problem("storeFailed", { params: { reason: "busy", operation: "read" } });
    };
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await screen.findByText("The snapshots could not be read")).toBeTruthy();
    expect(screen.queryByRole("table", { name: "Disks of the image" })).toBeNull();
  });
});

describe("what the rules say of a draft", () => {
  it("is asked again when the inventory changes", async () => {
    let asked = 0;
    backend.image_draft_check = ({ draft }: { draft: ImageDraft }) => {
      asked += 1;
      return checkOf(draft);
    };
    await showPage(<ImagePage snapshotKey={key} />);
    await screen.findByRole("table", { name: "Disks of the image" });
    await waitFor(() => expect(asked).toBeGreaterThan(0));
    const before = asked;
    emit({ kind: "inventory", rows: "snapshots", revision: 2 });
    await waitFor(() => expect(asked).toBeGreaterThan(before));
  });

  it("blocks creating when it could not be asked", async () => {
    backend.image_draft_check = () => {
      throw problem("storeFailed", { params: { reason: "busy", operation: "read" } });
    };
    let created = false;
    backend.image_create = () => {
      created = true;
    };
    leaveDraft({ ...newDraft(proposed()), step: "review" });
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await screen.findByText("The draft could not be checked")).toBeTruthy();
    await press("Create custom image");
    expect(created).toBe(false);
  });
});

describe("an error on a step", () => {
  it("takes the focus at the disk whose snapshot is gone, and says why", async () => {
    const gone = { ...proposed(), dataDisks: [...proposed().dataDisks, { snapshotId: "s-gone", sizeGib: 40 }] };
    const place = gone.dataDisks.length - 1;
    backend.image_draft_check = ({ draft }: { draft: ImageDraft }) => ({
      ...checkOf(draft),
      findings: draft.dataDisks.length > place ? [{ severity: "error", field: `dataDisks.${place}.snapshotId`, code: "snapshotGone", params: { snapshotId: "s-gone" } }] : [],
    });
    leaveDraft(newDraft(gone));
    await showPage(<ImagePage snapshotKey={key} />);
    const box = within(await screen.findByRole("table", { name: "Disks of the image" })).getByRole("checkbox", { name: "Pick s-gone" });
    await waitFor(() => expect(box.getAttribute("aria-invalid")).toBe("true"));
    expect(noteOf(box)).toMatch(/no longer lists this snapshot/);
    await press("Next: image");
    expect(document.activeElement).toBe(box);
  });

  it("takes the focus itself where no field can", async () => {
    backend.image_draft_check = ({ draft }: { draft: ImageDraft }) => ({
      ...checkOf(draft),
      findings: [{ severity: "error", field: "snapshot", code: "otherRegion", params: {} }],
    });
    await showPage(<ImagePage snapshotKey={key} />);
    expect(await screen.findByText(/All snapshots of an image must be in one region/)).toBeTruthy();
    await press("Next: image");
    expect(document.activeElement?.textContent).toMatch(/All snapshots of an image must be in one region/);
  });
});
