import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import type { AcceptedDifference, FleetProof, JobDetail, LaunchTarget, ProofFile, StepChange } from "../backend/bindings/types";
import { i18next } from "../i18n";
import JobPage from "../jobs/JobPage";
import "./FleetBody";
import { backend, changeAccount, problem } from "../test/backend";
import { fleetProof, launchChoices, launchedInstance, launchJob, launchStep, launchSummary, proven, proveStep } from "../test/fixtures/fleet";
import { jobStep, NO_ACTIONS } from "../test/fixtures/jobStep";
import { expectAccessible, noteOf, showPage } from "../test/showPage";

/** Answers with this job and this proof. */
function serve(job: JobDetail = launchJob(), proof: FleetProof = fleetProof()) {
  backend.job_get = () => job;
  backend.proof_get = () => proof;
  backend.launch_choices = () => launchChoices;
}

/** The job as it is from now on. */
const answer = (job: JobDetail) => {
  backend.job_get = () => job;
  return job;
};

const show = async (heading = "Events") => {
  const shown = await showPage(<JobPage id={52} />);
  await screen.findByRole("heading", { name: heading });
  return shown;
};
const press = (name: string | RegExp) => userEvent.click(screen.getByRole("button", { name }));
const picture = (name: RegExp) => screen.getByRole("img", { name });
const marks = (name: RegExp) => [...picture(name).querySelectorAll("[data-mark]")].map((mark) => mark.getAttribute("data-mark"));
const asTest = () => changeAccount("prod-cn", { environment: "test" });

afterEach(async () => {
  if (i18next.language !== "en-US") await act(() => i18next.changeLanguage("en-US"));
});

describe("the page of a launch", () => {
  it("shows four stages with one mark an instance, and the proof", async () => {
    serve();
    await show();
    expect(screen.getByRole("heading", { level: 1, name: "erp-web-001 to erp-web-010" })).toBeTruthy();
    expect(screen.getByText("7 of 10 started")).toBeTruthy();
    await screen.findByRole("img", { name: "Proven identical: 6 of 10, 1 differs" });
    expect(marks(/^Created/).join(" ")).toBe("filled ".repeat(7) + "missing missing missing");
    expect(marks(/^Proven/)[4]).toBe("differs");
    const table = screen.getByRole("table", { name: "Proof" });
    expect(within(table).getByText("PL0, PL0, –")).toBeTruthy();
    expect(within(table).getByText(/3 not started: no stock of ecs.g7.xlarge in cn-hangzhou-i/)).toBeTruthy();
    expect(within(table).getByRole("button", { name: "Security groups of erp-web-005 differs: + sg-audit" }).getAttribute("aria-pressed")).toBe("true");
    expect(within(table).getAllByText("as asked for: 60, 240, 100")).toHaveLength(7);
    expect(screen.getByText(/sg-audit is there as well/)).toBeTruthy();
    await expectAccessible();
  });

  it("says the same in Chinese", async () => {
    await act(() => i18next.changeLanguage("zh-CN"));
    serve();
    await show("事件");
    expect(await screen.findByRole("img", { name: "已证明一致：10台中6台, 1台不同" })).toBeTruthy();
    expect(screen.getByText("10台中有3台未启动：无库存。")).toBeTruthy();
    expect(screen.queryByText(/\{\{|stages\.|missing\.|table\./)).toBeNull();
    await expectAccessible();
  });

  it("has a bar in the place of more than 40 marks", async () => {
    const instances = Array.from({ length: 60 }, (_, index) => launchedInstance(index + 1));
    const step = launchStep({ actions: NO_ACTIONS, launched: { ...launchStep().launched!, asked: 60, instances, namesLeft: [] } });
    serve(launchJob({ steps: [step, proveStep()] }), fleetProof({ instances: instances.map((_, index) => proven(index + 1)) }));
    await show();
    await screen.findByRole("img", { name: "Proven identical: 60 of 60" });
    expect(marks(/^Created/)).toEqual(["filled"]);
  });

  it("starts the rest in the nearest zone that has stock, once the number is typed in production", async () => {
    const sent: { position: number; target: LaunchTarget; requestId: string }[] = [];
    serve();
    backend.launch_rest = (args: (typeof sent)[number]) => {
      sent.push(args);
      return answer(launchJob({ steps: [launchStep({ actions: NO_ACTIONS }), proveStep()] }));
    };
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Start 3 in zone j…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Start 3 instances elsewhere" }));
    await expectAccessible();
    const start = dialog.getByRole("button", { name: "Start 3 instances" });
    await userEvent.click(start);
    expect(sent).toHaveLength(0);
    const number = dialog.getByLabelText("Type the number of instances to confirm.");
    expect(noteOf(number)).toBe("Type 3.");
    await userEvent.type(number, "3");
    await userEvent.click(start);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ position: 1, target: { zoneId: "cn-hangzhou-j", vSwitchId: "vsw-bp1j", instanceType: "ecs.g7.xlarge" } });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.queryByRole("region", { name: "Instances that are missing" })).toBeNull();
  });

  it("does not send what would be refused again", async () => {
    asTest();
    const sent: unknown[] = [];
    serve();
    backend.launch_rest = (args: unknown) => sent.push(args);
    backend.launch_choices = () => ({ ...launchChoices, zones: launchChoices.zones.slice(0, 2) });
    await show();
    await press("Other zone or type…");
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByRole("combobox", { name: "Zone" });
    await userEvent.click(dialog.getByRole("button", { name: "Start 3 instances" }));
    expect(dialog.getByText(/sold out in this zone/)).toBeTruthy();
    expect(sent).toHaveLength(0);
  });

  it("retries a launch that was refused for want of stock, elsewhere", async () => {
    asTest();
    const sent: { change: StepChange }[] = [];
    const launched = { ...launchStep().launched!, instances: [], namesLeft: [] };
    const refused = launchStep({ state: "failed", acceptedAt: null, launched, problem: problem("noStock", { params: { zoneId: "cn-hangzhou-i", instanceType: "ecs.g7.xlarge" }, provider: { code: "OperationDenied.NoStock", message: "Sold out.", requestId: "R" } }), actions: { ...NO_ACTIONS, retry: true, change: true } });
    serve(launchJob({ summary: launchSummary({ state: "failed" }), steps: [refused, jobStep(2, "proveInstances", { after: [1] })] }));
    backend.step_retry = (args: { change: StepChange }) => {
      sent.push(args);
      return launchJob();
    };
    await show();
    await press("Other zone or type…");
    const dialog = within(await screen.findByRole("dialog", { name: "Start 10 instances elsewhere" }));
    await dialog.findByRole("combobox", { name: "Zone" });
    await userEvent.click(dialog.getByRole("button", { name: "Start 10 instances" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.change).toEqual({ name: null, dropTags: null, shareWith: null, launch: { zoneId: "cn-hangzhou-j", vSwitchId: "vsw-bp1j", instanceType: "ecs.g7.xlarge" } });
  });

  it("tells of an instance that is gone with its system event", async () => {
    const launched = { ...launchStep().launched!, asked: 2, instances: [launchedInstance(1), launchedInstance(2, { gone: "SystemFailure.Delete", runningAt: null })], namesLeft: [] };
    serve(launchJob({ steps: [launchStep({ launched }), proveStep()] }), fleetProof({ instances: [proven(1)] }));
    await show();
    expect(screen.getByText("1 of 2 are gone.")).toBeTruthy();
    expect(screen.getByText(/erp-web-002 is no longer listed: its creation failed \(SystemFailure.Delete\)/)).toBeTruthy();
    expect(await screen.findByText("Gone: its creation failed (SystemFailure.Delete).")).toBeTruthy();
  });

  it("shows the instances by name and status before they are compared", async () => {
    serve(launchJob({ summary: launchSummary({ state: "running", finishedAt: null }), steps: [launchStep(), jobStep(2, "proveInstances", { after: [1] })] }));
    await show();
    expect(within(screen.getByRole("table", { name: "Instances" })).getAllByText("Running")).toHaveLength(7);
    expect(screen.getByText("After the instances run")).toBeTruthy();
    await expectAccessible();
  });
});

describe("a password that is asked for again", () => {
  const waiting = launchStep({ state: "waiting", acceptedAt: null, problem: problem("passwordNeeded"), actions: { ...NO_ACTIONS, password: true } });

  it("is sent once and is kept in no query", async () => {
    const sent: { password: string }[] = [];
    serve(launchJob({ summary: launchSummary({ state: "waiting", finishedAt: null }), steps: [waiting] }));
    backend.step_password = (args: { password: string }) => {
      sent.push(args);
      return launchJob();
    };
    const { client } = await show();
    await press("Continue with this password");
    expect(noteOf(screen.getByLabelText("Password"))).toBe("Type the password.");
    await userEvent.type(screen.getByLabelText("Password"), "Sesame-17!");
    expect(screen.getByLabelText("Password").getAttribute("type")).toBe("password");
    await expectAccessible();
    await press("Continue with this password");
    await waitFor(() => expect(sent.map(({ password }) => password)).toEqual(["Sesame-17!"]));
    await waitFor(() => expect(screen.queryByLabelText("Password")).toBeNull());
    const kept = JSON.stringify(client.getQueryCache().getAll().map(({ queryKey, state }) => [queryKey, state.data]));
    expect(kept).not.toContain("Sesame");
    expect(JSON.stringify(client.getMutationCache().getAll().map(({ state }) => state.variables))).not.toContain("Sesame");
  });

  it("says at the field what is wrong with it", async () => {
    serve(launchJob({ summary: launchSummary({ state: "waiting", finishedAt: null }), steps: [waiting] }));
    backend.step_password = () => {
      throw problem("passwordRefused", { field: "password" });
    };
    const { client } = await show();
    await userEvent.type(screen.getByLabelText("Password"), "short");
    await press("Continue with this password");
    await waitFor(() => expect(screen.getByLabelText("Password").getAttribute("aria-invalid")).toBe("true"));
    expect(JSON.stringify(client.getMutationCache().getAll().map(({ state }) => state.variables))).not.toContain("short");
  });
});

describe("a proof", () => {
  it("accepts a difference with a note, and shows it from then on", async () => {
    const sent: AcceptedDifference[] = [];
    serve();
    backend.proof_accept = ({ accepted }: { accepted: AcceptedDifference }) => {
      sent.push(accepted);
      return fleetProof({ instances: [proven(5, { securityGroups: { mark: "different", read: ["sg-audit"], accepted: accepted.note } })] });
    };
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Accept with a note…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Accept the difference" }));
    await userEvent.click(dialog.getByRole("button", { name: "Accept difference" }));
    expect(noteOf(dialog.getByLabelText("Note"))).toBe("Type why it may differ.");
    await userEvent.type(dialog.getByLabelText("Note"), "the audit agent adds it");
    await expectAccessible();
    await userEvent.click(dialog.getByRole("button", { name: "Accept difference" }));
    await waitFor(() => expect(sent).toEqual([{ instanceId: "i-bp1a4x1v9qz005", attribute: "securityGroups", note: "the audit agent adds it" }]));
    expect(await screen.findByText("Accepted with the note “the audit agent adds it”.")).toBeTruthy();
  });

  it("sets a difference as it was asked for, once the name is typed in production", async () => {
    const sent: unknown[] = [];
    const differs = { mark: "different", read: ["sg-erp-app", "sg-ssh-bastion", "sg-audit"], mendable: true } as const;
    serve(launchJob(), fleetProof({ instances: [proven(5, { securityGroups: { ...differs, read: [...differs.read] } })] }));
    backend.proof_mend = ({ instanceId, attribute }: { instanceId: string; attribute: string }) => {
      sent.push({ instanceId, attribute });
      return answer(launchJob({ steps: [launchStep(), proveStep(), jobStep(3, "mendDifference", { state: "running" }), proveStep({ position: 4, state: "pending", finishedAt: null })] }));
    };
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Set as asked…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Set Security groups of erp-web-005 as asked" }));
    expect(dialog.getByText(/what they let in changes at once/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "Set as asked" }));
    expect(sent).toHaveLength(0);
    await userEvent.type(dialog.getByLabelText("Type the instance name to confirm."), "erp-web-005");
    await userEvent.click(dialog.getByRole("button", { name: "Set as asked" }));
    await waitFor(() => expect(sent).toEqual([{ instanceId: "i-bp1a4x1v9qz005", attribute: "securityGroups" }]));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Set as asked…" })).toBeNull());
  });

  it("of an instance whose name cannot be typed is set as asked once the id is typed", async () => {
    const sent: unknown[] = [];
    serve(launchJob(), fleetProof({ instances: [{ ...proven(5, { securityGroups: { mark: "different", read: ["sg-audit"], mendable: true } }), name: "erp-\u202e500-bew" }] }));
    backend.proof_mend = ({ instanceId }: { instanceId: string }) => {
      sent.push(instanceId);
      return answer(launchJob());
    };
    await act(() => i18next.changeLanguage("zh-CN"));
    await show("事件");
    await userEvent.click(await screen.findByRole("button", { name: "按请求值修正…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "将erp-[U+202E]500-bew的安全组修正为请求值" }));
    await userEvent.type(dialog.getByLabelText("输入ID i-bp1a4x1v9qz005以确认。"), "i-bp1a4x1v9qz005");
    await userEvent.click(dialog.getByRole("button", { name: "按请求值修正" }));
    await waitFor(() => expect(sent).toEqual(["i-bp1a4x1v9qz005"]));
  });

  it("is written to a file with the words of the window", async () => {
    const sent: { file: ProofFile }[] = [];
    serve();
    backend.proof_export = (args: { file: ProofFile }) => {
      sent.push(args);
      return "proof.html";
    };
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Export proof…" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Page to print (HTML)" }));
    await waitFor(() => expect(sent[0]?.file).toMatchObject({ format: "html", language: "en-US" }));
    expect(sent[0]?.file.words).toMatchObject({ title: "Proof of erp-web-001 to erp-web-010", securityGroups: "Security groups", none: "none" });
  });

  it("reads everything once more", async () => {
    const asked: number[] = [];
    serve();
    backend.proof_again = ({ position }: { position: number }) => {
      asked.push(position);
      return answer(launchJob({ steps: [launchStep(), proveStep(), proveStep({ position: 3, state: "running", finishedAt: null })] }));
    };
    await show();
    await userEvent.click(await screen.findByRole("button", { name: "Prove again" }));
    await waitFor(() => expect(asked).toEqual([2]));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Prove again" })).toBeNull());
  });

  it("shows what could not be read as a ring, never as equal", async () => {
    serve(launchJob(), fleetProof({ instances: [proven(1, { size: { mark: "unread", read: [] } }), { ...proven(2), cells: [], problem: problem("accessDenied") }] }));
    await show();
    expect(await screen.findByRole("button", { name: "Size (GiB) of erp-web-001 was not read" })).toBeTruthy();
    expect(marks(/^Proven/).slice(0, 2)).toEqual(["unread", "unread"]);
    expect(screen.getByText(/The cloud gave no answer for it/)).toBeTruthy();
    await expectAccessible();
  });

  it("against an instance has the table alone", async () => {
    serve(launchJob({ summary: launchSummary({ purpose: "proof", name: "erp-app-02" }), steps: [proveStep({ position: 1, after: [] })] }), fleetProof({ position: 1, against: { kind: "instance", id: "i-bp1ref", name: "erp-app-01" } }));
    await show();
    expect(await screen.findByRole("table", { name: "Compared with erp-app-01" })).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Stages of the launch" })).toBeNull();
    expect(screen.getByText("Proof job 52")).toBeTruthy();
  });
});
