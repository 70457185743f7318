import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import type { DraftCheck, Finding, ImageDraft } from "../backend/bindings/types";
import { backend, emit, problem } from "../test/backend";
import { checkOf, sourceOf } from "../test/fixtures/imageSource";
import { MINUTE, NOW } from "../test/now";
import { leaveDraft } from "../test/pagesBackend";
import { expectAccessible, showPage } from "../test/showPage";
import { forgetDraft, newDraft } from "./drafts";
import ImagePage from "./ImagePage";

const key = { accountId: "prod-cn", regionId: "cn-hangzhou", id: "s-bp1f3k9x7q2m8d4ahw0z" };
const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const side = () => within(screen.getByRole("complementary", { name: "Being checked" }));
const GOOD = "Snapshots are completed, this account’s own, and in one region";

type Args = { draft: ImageDraft };

/** The page at its last step, and how the core answers when it asks the cloud. */
async function open(review: (check: DraftCheck) => DraftCheck | Promise<DraftCheck>) {
  let asked = 0;
  backend.image_draft_review = ({ draft }: Args) => {
    asked += 1;
    return review({ ...checkOf(draft), asOf: NOW });
  };
  leaveDraft({ ...newDraft(sourceOf(key).draft), step: "review" });
  await showPage(<ImagePage snapshotKey={key} />);
  await screen.findByRole("heading", { name: "What will happen" });
  return { asked: () => asked };
}

const finding = (more: Partial<Finding>): Finding => ({ severity: "error", field: "snapshot", code: "snapshotGone", params: { snapshotId: "s-2" }, ...more });
const gone = (check: DraftCheck) => ({ ...check, findings: [finding({ field: "dataDisks.0.snapshotId" }), ...check.findings] });

beforeEach(() => forgetDraft(key));

describe("the checks of the last step", () => {
  it("say nothing good before the cloud was asked, and then when", async () => {
    let answer = (): void => undefined;
    await open((check) => new Promise((resolve) => (answer = () => resolve(check))));
    expect(await side().findByText("The snapshots are being asked for")).toBeTruthy();
    expect(side().queryByText(GOOD)).toBeNull();
    expect(side().queryByText(/Checked at/)).toBeNull();
    answer();
    expect(await side().findByText(GOOD)).toBeTruthy();
    expect(await side().findByText(/^Checked at 2026-11-\d\d \d\d:\d\d$/)).toBeTruthy();
    await expectAccessible();
  });

  it("are as old as what the cloud was last asked when it cannot be asked", async () => {
    await open((check) => ({ ...check, asOf: NOW - 25 * MINUTE, notAsked: problem("accessDenied", { params: { action: "ecs:DescribeSnapshots" } }) }));
    expect(await side().findByText("The snapshots could not be checked now")).toBeTruthy();
    expect(await side().findByText(/^As of 2026-11-\d\d \d\d:\d\d$/)).toBeTruthy();
    expect(side().queryByText(GOOD)).toBeNull();
    expect(side().queryByText(/Checked at/)).toBeNull();
  });

  it("ask once when the step is opened, and again when asked to", async () => {
    const { asked } = await open((check) => check);
    await side().findByText(GOOD);
    expect(asked()).toBe(1);
    emit({ kind: "inventory", rows: "snapshots", revision: 2 });
    await press("Check again");
    await waitFor(() => expect(asked()).toBe(2));
    await press("Edit: Create");
    await press("Next: review");
    await waitFor(() => expect(asked()).toBe(3));
  });

  it("tell of snapshots that are not completed instead of calling them so", async () => {
    await open((check) => ({ ...check, findings: [finding({ severity: "note", code: "createdWhenFinished", params: { status: "progressing", progress: "40" } })] }));
    expect(await side().findByText("1 snapshot is not completed. The image is created when it is.")).toBeTruthy();
    expect(side().queryByText(GOOD)).toBeNull();
  });

  it("mark a snapshot that is gone at its row, until the inventory knows better", async () => {
    let known = false;
    backend.image_draft_check = ({ draft }: Args) => (known ? { ...checkOf(draft), findings: [] } : checkOf(draft));
    const { asked } = await open(gone);
    await waitFor(() => expect(asked()).toBe(1));
    await userEvent.click(screen.getByRole("button", { name: /^Edit: From/ }));
    const wrong = () => screen.queryAllByRole("checkbox", { name: /^Pick/ }).filter((box) => box.getAttribute("aria-invalid") === "true");
    await waitFor(() => expect(wrong()).toHaveLength(1));
    known = true;
    emit({ kind: "inventory", rows: "snapshots", revision: 3 });
    await waitFor(() => expect(wrong()).toHaveLength(0));
  });
});

describe("the request", () => {
  it("is the core's, with what is made later marked as such", async () => {
    await open((check) => ({ ...check, request: [{ name: "Action", value: "CreateImage" }, { name: "Tag.1.Value", value: null }, { name: "ClientToken", value: null }] }));
    const request = await screen.findByRole("group", { name: "Request" });
    await waitFor(() =>
      expect([...request.children].map((line) => line.textContent)).toEqual([
        "Action=CreateImage",
        "Tag.1.Value=set when the job is saved",
        "ClientToken=set when the job is saved",
      ]),
    );
  });
});
