import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DeletionOrder, DeletionRule } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { go } from "../route";
import { backend } from "../test/backend";
import { deletionByRule, undoableJob } from "../test/fixtures/deletion";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import DeleteByRulePage from "./DeleteByRulePage";

const SCOPE = { accountIds: ["prod-cn"], regionIds: ["cn-hangzhou"], resourceGroupIds: [] };

/** Keeps the rules that are asked for. */
function asked(): DeletionRule[] {
  const rules: DeletionRule[] = [];
  backend.deletion_by_rule = ({ rule }: { rule: DeletionRule }) => {
    rules.push(rule);
    return deletionByRule(rule);
  };
  return rules;
}

async function show() {
  go({ page: "deleteByRule", ...SCOPE });
  const shown = await showPage(<DeleteByRulePage {...SCOPE} />);
  await screen.findByRole("form");
  return shown;
}

const keepField = () => screen.getByLabelText(/^Newest to keep/);
const apply = () => screen.getByRole("button", { name: "Show what goes" });
const removal = () => screen.getByRole("button", { name: /^Delete 2 images$/ });

beforeEach(() => go({ page: "images" }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("delete by rule", () => {
  it("lists exactly what goes, and folded what stays and why", async () => {
    const rules = asked();
    await show();
    expect(rules).toEqual([{ accountId: "prod-cn", regionIds: ["cn-hangzhou"], resourceGroupIds: [], keep: 3, olderThanDays: null, deprecatedOnly: false }]);
    const goes = within(screen.getByRole("region", { name: "Delete images" }));
    expect(goes.getAllByRole("checkbox").map((box) => box.getAttribute("aria-label"))).toEqual(["Delete erp-app-1", "Delete erp-app-2"]);
    expect(goes.getAllByText(/^Family erp-app, created .*2\d.*\. No instance of this account runs it$/)).toHaveLength(2);
    await userEvent.click(screen.getByText("3 images stay"));
    expect(screen.getByText("One of the newest of its family")).toBeTruthy();
    expect(screen.getByText("4 instances run it")).toBeTruthy();
    expect(screen.getByText("Has no family")).toBeTruthy();
    expect(screen.getByText("<b>import</b>")).toBeTruthy();
    await expectAccessible();
  });

  it("deletes nothing by a rule that is typed and not applied", async () => {
    const rules = asked();
    let sent = 0;
    backend.deletion_start = () => {
      sent += 1;
      return { ...jobs[0], id: 45 };
    };
    await show();
    await userEvent.type(screen.getByLabelText("Type the number of images and snapshots to confirm."), "2");
    await userEvent.clear(keepField());
    await userEvent.type(keepField(), "5");
    expect(removal().getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(removal());
    expect(sent).toBe(0);
    await userEvent.type(screen.getByLabelText(/^Only older than/), "90");
    await userEvent.click(screen.getByLabelText("Only deprecated images"));
    await userEvent.click(apply());
    await waitFor(() => expect(rules.at(-1)).toMatchObject({ keep: 5, olderThanDays: 90, deprecatedOnly: true }));
    await waitFor(() => expect(removal().getAttribute("aria-disabled")).toBeNull());
  });

  it("says at its field what is out of bounds, and asks nothing", async () => {
    const rules = asked();
    await show();
    await userEvent.clear(keepField());
    await userEvent.type(keepField(), "100");
    expect(noteOf(keepField())).toBe("Type a number from 1 to 99.");
    const days = screen.getByLabelText(/^Only older than/);
    await userEvent.type(days, "0");
    expect(noteOf(days)).toBe("Type a number from 1 to 3650, or nothing.");
    await userEvent.type(keepField(), "{Enter}");
    expect(rules).toHaveLength(1);
  });

  it("is one after the other by the keyboard, and applied by Enter", async () => {
    const rules = asked();
    await show();
    keepField().focus();
    await userEvent.keyboard("{Backspace}2{Tab}30{Tab} {Enter}");
    // The space has ticked the box; Enter in a field applies, as in any form.
    await userEvent.tab();
    expect(document.activeElement).toBe(apply());
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(rules.at(-1)).toMatchObject({ keep: 2, olderThanDays: 30, deprecatedOnly: true }));
  });

  it("sends the plan as any other, with its number typed in production and the time to undo", async () => {
    const orders: DeletionOrder[] = [];
    backend.deletion_start = ({ order }: { order: DeletionOrder }) => {
      orders.push(order);
      return { ...jobs[0], id: 45 };
    };
    backend.job_get = () => undoableJob(Date.now() + 10_000);
    await show();
    await userEvent.click(removal());
    expect(orders).toHaveLength(0);
    await userEvent.type(screen.getByLabelText("Type the number of images and snapshots to confirm."), "2");
    await userEvent.click(removal());
    await screen.findByRole("timer");
    expect(orders[0]?.images.map(({ key, force, instances, unshare }) => ({ id: key.id, force, instances, unshare }))).toEqual(
      ["m-bp1old1", "m-bp1old2"].map((id) => ({ id, force: false, instances: [], unshare: [] })),
    );
    // What was sent is what is shown.
    expect(keepField().closest("fieldset")).toHaveProperty("disabled", true);
  });

  it("says when the rule deletes nothing", async () => {
    backend.deletion_by_rule = ({ rule }: { rule: DeletionRule }) => {
      const found = deletionByRule(rule);
      return { ...found, plan: { ...found.plan, images: [] } };
    };
    await show();
    expect(screen.getByText("The rule deletes no image.")).toBeTruthy();
    expect(screen.getByText("Nothing can be deleted, or nothing is ticked.")).toBeTruthy();
  });

  it("speaks Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    await show();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("按规则删除镜像");
    await userEvent.click(screen.getByText("3个镜像保留"));
    expect(screen.getByText("4台实例在使用")).toBeTruthy();
    expect(screen.getByRole("button", { name: "查看将删除的镜像" })).toBeTruthy();
    await expectAccessible();
  });
});
