import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChangeDraft, ChangeStart } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { currentRoute, go } from "../route";
import { backend, changeAccount, problem } from "../test/backend";
import { changeCheckOf, changeStart } from "../test/fixtures/change";
import { jobs } from "../test/fixtures/jobs";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import ChangePage from "./ChangePage";

const { key, name } = changeStart.instance;

const show = async (more: Partial<ChangeStart> = {}) => {
  backend.change_open = () => ({ ...changeStart, ...more });
  const shown = await showPage(<ChangePage instanceKey={key} />);
  await screen.findByRole("heading", { name: "Instance type" });
  return shown;
};
const press = (button: string) => userEvent.click(screen.getByRole("button", { name: button }));
const type = (words: RegExp) => screen.getByRole("radio", { name: words });
const field = (words: RegExp) => screen.getByRole("textbox", { name: words });
const say = () => screen.getByRole("contentinfo").textContent;
const steps = () => within(screen.getByRole("complementary", { name: "Price and steps" })).queryAllByRole("listitem").map((item) => item.textContent.replaceAll("\u00a0", " "));

const retype = async (box: HTMLElement, text: string) => {
  await userEvent.clear(box);
  await userEvent.type(box, text);
};

async function select(label: string, option: string) {
  await userEvent.click(screen.getByRole("combobox", { name: label }));
  await userEvent.click(await screen.findByRole("option", { name: option }));
}

/** Keeps what is sent. */
function keep() {
  const sent: { requestId: string; draft: ChangeDraft }[] = [];
  backend.change_start = (args: (typeof sent)[number]) => {
    sent.push(args);
    return { ...jobs[0], id: 42 };
  };
  return sent;
}

const review = async () => {
  await press("Next: review");
  await screen.findByRole("heading", { name: "Review the changes" });
};

beforeEach(() => go({ page: "change", key }));
afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("change configuration", () => {
  it("opens with what the instance is now, and nothing to send", async () => {
    await show();
    expect(type(/ecs\.g7\.xlarge.*Runs here/)).toHaveProperty("checked", true);
    expect(screen.getByText("5 can be reached from ecs.g7.xlarge")).toBeTruthy();
    expect(type(/ecs\.r7\.xlarge.*Sold out/)).toHaveProperty("disabled", true);
    expect(await screen.findByText(/0.51/)).toBeTruthy();
    expect(say()).toContain("Nothing changes yet.");
    expect(screen.getByRole("button", { name: "Next: review" }).getAttribute("aria-disabled")).toBe("true");
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "Review the changes" })).toBeNull();
    await expectAccessible();
  });

  it("sends exactly what is shown, null for what stays, after the name is typed in production", async () => {
    const sent = keep();
    await show();
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    await waitFor(() => expect(steps()).toEqual([`1Stop ${name}Standard mode`, "2Change instance type to ecs.c7.xlargeModifyInstanceSpec", `3Start ${name}`]));
    expect(say()).toContain("1 change, 1 needs a stop.");
    expect(screen.getByText(/A month of 730 hours: 372\.30 becomes 693\.50/)).toBeTruthy();
    await review();
    expect(screen.getByText("The instance is stopped in standard mode.")).toBeTruthy();
    expect(screen.getByText("CNY 0.51 an hour becomes 0.95")).toBeTruthy();
    await expectAccessible();
    await press("Change configuration");
    const confirm = screen.getByLabelText("Name of the instance");
    expect(noteOf(confirm)).toBe(`Type ${name}, letter by letter.`);
    expect(sent).toHaveLength(0);
    await userEvent.type(confirm, name);
    await press("Change configuration");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft).toEqual({ ...changeStart.draft, instanceType: "ecs.c7.xlarge", disks: [], bandwidthOut: null, startAfter: true });
    await waitFor(() => expect(currentRoute()).toEqual({ page: "job", id: 42 }));
  });

  it("says at the field that a disk does not shrink, and does not go on", async () => {
    await show();
    const size = field(/Size of xvda in GiB, from 40 to 2,048/);
    await retype(size, "20");
    await waitFor(() => expect(noteOf(size)).toContain("Type at least 40 GiB"));
    await screen.findByText("1 field to correct");
    await press("Next: review");
    expect(screen.queryByRole("heading", { name: "Review the changes" })).toBeNull();
    expect(document.activeElement).toBe(size);
    await retype(size, "60");
    await waitFor(() => expect(size.getAttribute("aria-invalid")).toBeNull());
    expect(await screen.findByText("File systems do not grow by themselves.")).toBeTruthy();
    expect(say()).toContain("1 change, without a stop.");
  });

  it("has a level for an ESSD only, and sends the one it shows", async () => {
    const sent = keep();
    changeAccount(key.accountId, { environment: "test" });
    await show();
    expect(screen.getByRole("combobox", { name: "Performance level of xvda" })).toBeTruthy();
    expect(screen.queryByRole("combobox", { name: "Performance level of xvdb" })).toBeNull();
    await select("Category of xvdb", "ESSD");
    expect(screen.getByRole("combobox", { name: "Performance level of xvdb" }).textContent).toContain("PL1");
    await retype(field(/Size of xvdb/), "200");
    await review();
    await press("Change configuration");
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.draft.disks).toEqual([{ diskId: changeStart.disks[1]?.disk.diskId, sizeGib: 200, category: "cloud_essd", performanceLevel: "PL1" }]);
  });

  it("says that the public address is lost without bandwidth", async () => {
    await show();
    await retype(field(/Outbound bandwidth/), "0");
    expect((await screen.findByRole("alert")).textContent).toContain("47.98.112.7 is released at once.");
    await waitFor(() => expect(steps()).toContain("1Release the public addressModifyInstanceNetworkSpec"));
    await review();
    expect(screen.getByText("47.98.112.7 is released at once.")).toBeTruthy();
  });

  it("has no bandwidth for an EIP, nor for an instance without a public address", async () => {
    const { unmount } = await show({ hasEip: true });
    expect(screen.queryByRole("textbox", { name: /Outbound/ })).toBeNull();
    expect(screen.getByText(/is an EIP/)).toBeTruthy();
    unmount();
    await show({ bandwidthOut: 0, internetChargeType: "" });
    expect(screen.queryByRole("textbox", { name: /Outbound/ })).toBeNull();
  });

  it("says what a change of a subscription costs, and what is not in it", async () => {
    backend.change_check = ({ draft }: { draft: ChangeDraft }) => ({ ...changeCheckOf(draft), priceNow: null, priceThen: { currency: "CNY", total: 123.4, parts: [], unit: "", period: 1 } });
    await show({ subscription: true });
    expect(screen.getByText(/nothing is to be paid/)).toBeTruthy();
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    expect(await screen.findByText("CNY 123.40")).toBeTruthy();
    expect(await screen.findByText("ModifyPrepayInstanceSpec")).toBeTruthy();
    await retype(field(/Size of xvda/), "60");
    expect(screen.getByText(/The price of the disks is not in it/)).toBeTruthy();
  });

  it("changes the disks when the types could not be asked, and says why", async () => {
    await show({ types: [], typesNotAsked: problem("accessDenied") });
    expect(screen.getByText("The types that it can become could not be asked")).toBeTruthy();
    expect(screen.queryAllByRole("radio")).toEqual([]);
    await retype(field(/Size of xvda/), "60");
    await review();
  });

  it("says that a disk which grows offline needs a stop, and lets it stay stopped", async () => {
    const sent = keep();
    changeAccount(key.accountId, { environment: "test" });
    await show();
    await retype(field(/Size of xvdc/), "300");
    expect(screen.getByText("Needs a stop")).toBeTruthy();
    await waitFor(() => expect(say()).toContain("1 change, 1 needs a stop."));
    await userEvent.click(screen.getByRole("checkbox", { name: "Start the instance again afterwards" }));
    await review();
    expect(screen.getByText(/It stays stopped/)).toBeTruthy();
    await press("Back");
    expect(field(/Size of xvdc/)).toHaveProperty("value", "300");
    await review();
    await press("Change configuration");
    await waitFor(() => expect(sent[0]?.draft).toMatchObject({ startAfter: false, instanceType: null, bandwidthOut: null }));
  });

  it("narrows the types, and keeps what is picked in sight", async () => {
    await show();
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    await userEvent.type(screen.getByRole("searchbox"), "c8i");
    expect(screen.getAllByRole("radio").map((radio) => radio.getAttribute("aria-label")?.split(",")[0])).toEqual(["ecs.g7.xlarge", "ecs.c7.xlarge", "ecs.c8i.xlarge"]);
    await userEvent.click(type(/ecs\.g7\.xlarge/));
    expect(say()).toContain("Nothing changes yet.");
  });

  it("tells when it could not be checked, and asks again", async () => {
    await show();
    backend.change_check = () => {
      throw problem("endpointUnreachable");
    };
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    await screen.findByText("The changes could not be checked");
    expect(say()).toContain("Not checked yet");
    backend.change_check = ({ draft }: { draft: ChangeDraft }) => changeCheckOf(draft);
    await review();
  });

  it("keeps the form when it is refused", async () => {
    changeAccount(key.accountId, { environment: "test" });
    await show();
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    backend.change_start = () => {
      throw problem("accountLocked");
    };
    await review();
    await press("Change configuration");
    await screen.findByRole("alert");
    expect(currentRoute().page).toBe("change");
    await press("Back");
    expect(type(/ecs\.c7\.xlarge/)).toHaveProperty("checked", true);
  });

  it("shows a hostile name, and never obeys it", async () => {
    await show({ instance: { ...changeStart.instance, name: "web\u202egnp<b>" } });
    await userEvent.click(type(/ecs\.c7\.xlarge/));
    await waitFor(() => expect(steps()[0]).toContain("Stop webU+202Egnp<b>"));
    expect(document.body.textContent).not.toContain("\u202e");
    await review();
    await press("Change configuration");
    const confirm = screen.getByLabelText("ID of the instance");
    expect(screen.getByText(`Type the ID ${changeStart.instance.key.id} to confirm.`)).toBeTruthy();
    expect(noteOf(confirm)).toBe(`Type ${changeStart.instance.key.id}, letter by letter.`);
  });

  it("says the same in Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    backend.change_open = () => changeStart;
    await showPage(<ChangePage instanceKey={key} />);
    await userEvent.click(await screen.findByRole("radio", { name: /ecs\.c7\.xlarge/ }));
    await screen.findByText("将实例规格变更为ecs.c7.xlarge");
    expect(say()).toContain("1项变更，其中1项需停止实例。");
    expect(screen.queryByText(/\{\{|(disks|type|price|run|foot)\./)).toBeNull();
    await expectAccessible();
  });
});
