import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, expect, it } from "vitest";
import type { JobStep, StepChange } from "../backend/bindings/types";
import { i18next } from "../i18n";
import { backend, problem } from "../test/backend";
import { jobStep, NO_ACTIONS } from "../test/fixtures/jobStep";
import { EXPORT_ROLE } from "../test/fixtures/ossExport";
import { recipe } from "../test/fixtures/recipe";
import { NOW } from "../test/now";
import { expectAccessible, noteOf, showPage } from "../test/showPage";
import JobPage from "./JobPage";

const IMAGE = "m-bp1c9w4n7e2x5k8v3q0d";
const TASK = "t-bp1hvgwromzv32iq0001";
const target = { bucket: "golden-images", prefix: "backup", format: "raw", role: EXPORT_ROLE } as const;
const report = { imageId: IMAGE, target, serviceRole: EXPORT_ROLE, objects: [] };
const object = (name: string, status: string) => ({ name, status, errorCode: null, errorMessage: null });

const exportStep = (more: Partial<JobStep>) => jobStep(1, "exportImage", { name: "erp-app-02", exported: report, startedAt: NOW - 60_000, ...more });

const show = async (step: JobStep, finishedAt: number | null = null) => {
  const job = recipe({ steps: [step] });
  backend.job_get = () => ({ ...job, summary: { ...job.summary, purpose: "export" as const, state: finishedAt === null ? ("running" as const) : ("done" as const), finishedAt } });
  await showPage(<JobPage id={42} />);
  return within(await screen.findByRole("region", { name: "Objects in OSS" }));
};

beforeAll(async () => {
  await i18next.loadNamespaces(["jobs", "proof", "instances", "ossExport"]);
}, 60_000);

it("shows how far an export is, and asks before it is canceled", async () => {
  const part = await show(
    exportStep({ state: "running", resourceId: TASK, cloudStatus: "Processing", progress: 37, acceptedAt: NOW - 50_000, lastSeenAt: NOW - 2_000, actions: { ...NO_ACTIONS, cancel: true } }),
  );
  expect(part.getByText("To golden-images in cn-hangzhou, as RAW")).toBeTruthy();
  expect(part.getByText("Exporting")).toBeTruthy();
  expect(part.getByText(TASK)).toBeTruthy();
  expect(screen.getByText(/not to a second export/)).toBeTruthy();
  await userEvent.click(part.getByRole("button", { name: "Actions for the export of erp-app-02" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Cancel export…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Cancel the export of erp-app-02")).toBeTruthy();
  expect(dialog.getByRole("button", { name: "Cancel export" })).toBeTruthy();
  await expectAccessible();
});

it("names the objects when it is done, and the reason at each that failed", async () => {
  const objects = [object(`backup_${IMAGE}_system.raw.tar.gz`, "Success"), { name: "", status: "Failed", errorCode: "NoSpace", errorMessage: "The bucket is <b>full</b>." }];
  const part = await show(exportStep({ state: "done", resourceId: TASK, cloudStatus: "Finished", progress: 100, acceptedAt: NOW - 50_000, finishedAt: NOW, exported: { ...report, objects } }), NOW);
  expect(part.getByText(`backup_${IMAGE}_system.raw.tar.gz`)).toBeTruthy();
  expect(part.getByText("Written")).toBeTruthy();
  expect(part.getByText("Object 2, name not told")).toBeTruthy();
  expect(part.getByText("The bucket is <b>full</b>.")).toBeTruthy();
  expect(await screen.findByText("Export job 42")).toBeTruthy();
  await expectAccessible();
});

it("lets a refused bucket be corrected at its field and sent again", async () => {
  await show(
    exportStep({
      state: "failed",
      finishedAt: NOW,
      actions: { ...NO_ACTIONS, retry: true, change: true, skip: true },
      problem: problem("bucketNotFound", {
        field: "bucket",
        params: { bucket: "golden-images", regionId: "cn-hangzhou", role: EXPORT_ROLE },
        provider: { code: "InvalidOSSBucket.NotFound", message: "The specified OSS bucket does not exist in this region.", requestId: "7B1E" },
      }),
    }),
    NOW,
  );
  const sent: { change: StepChange | null }[] = [];
  backend.step_retry = (args: (typeof sent)[number]) => {
    sent.push(args);
    return recipe({ steps: [] });
  };
  const callout = within(await screen.findByRole("region", { name: "Exporting the image in cn-hangzhou was refused" }));
  expect(callout.getByText(/There is no bucket golden-images in cn-hangzhou/)).toBeTruthy();
  await userEvent.click(callout.getByRole("button", { name: "Change and retry…" }));
  const dialog = within(await screen.findByRole("dialog"));
  const bucket = await dialog.findByLabelText("OSS bucket");
  expect(noteOf(bucket)).toContain("There is no bucket golden-images");
  await userEvent.click(dialog.getByRole("button", { name: "Retry export" }));
  expect(noteOf(bucket)).toContain("Change something");
  await userEvent.clear(bucket);
  await userEvent.type(bucket, "other-images");
  await expectAccessible();
  await userEvent.click(dialog.getByRole("button", { name: "Retry export" }));
  await waitFor(() => expect(sent[0]?.change?.export).toEqual({ ...target, bucket: "other-images" }));
});

it("speaks Chinese", async () => {
  await i18next.loadLanguages("zh-CN");
  await i18next.changeLanguage("zh-CN");
  const job = recipe({ steps: [exportStep({ state: "running", resourceId: TASK, cloudStatus: "Packing", acceptedAt: NOW, lastSeenAt: NOW })] });
  backend.job_get = () => ({ ...job, summary: { ...job.summary, purpose: "export" as const } });
  await showPage(<JobPage id={42} />);
  const part = within(await screen.findByRole("region", { name: "OSS中的对象" }));
  expect(part.getByText("Packing")).toBeTruthy();
  expect(part.getByText(`名称以backup_${IMAGE}开头，其余部分由阿里云告知。`)).toBeTruthy();
  await expectAccessible();
});
