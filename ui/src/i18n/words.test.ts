import { renderHook } from "@testing-library/react";
import { beforeAll, describe, expect, it } from "vitest";
import type { FindingCode, JobEventCode, JobState, ProblemCode } from "../backend/bindings/types";
import findings from "./en-US/findings";
import jobs from "./en-US/jobs";
import problems from "./en-US/problems";
import { i18next } from "./index";
import { useFindingWords } from "./findingWords";
import { useProblemWords } from "./problemWords";

// The compiler refuses a catalogue that lacks a code of the core.
const ofProblems: Record<ProblemCode, { title: string; text: string }> = problems.code;
const { diskLeftOut, ...withoutDiskLeftOut } = findings.code;
const ofFindings: Record<Exclude<FindingCode, "diskLeftOut">, { title: string; text: string }> = withoutDiskLeftOut;
const ofEvents: Record<JobEventCode, string> = jobs.event;

beforeAll(() => i18next.loadNamespaces(["problems", "findings"]));

describe("words for problems and findings", () => {
  it("says whole sentences, and none of the words that say nothing", () => {
    for (const { title, text } of [...Object.values(ofProblems), ...Object.values(ofFindings), { title: diskLeftOut.title_one, text: diskLeftOut.text_other }]) {
      expect(text).toMatch(/\.$/);
      expect(title).not.toMatch(/[.!]$/);
      expect(`${title} ${text}`).not.toMatch(/please|success|oops|!/i);
    }
    expect(Object.values(ofEvents).every((sentence) => !/[.!]$/.test(sentence))).toBe(true);
  });

  it("takes the words for the reason, then those for the field, then those for the code", () => {
    const { result } = renderHook(() => useProblemWords());
    const say = (code: ProblemCode, field: string | null, params: Record<string, string> = {}) => result.current({ code, field, params, provider: null }).text;
    expect(say("malformed", "accessKeyId", { reason: "swapped" })).toMatch(/looks like the secret/);
    expect(say("malformed", "accessKeyId", { reason: "characters" })).toMatch(/only letters and digits/);
    expect(say("malformed", "elsewhere")).toBe(problems.code.malformed.text);
    expect(say("timeout", null)).toMatch(/^The endpoint did not answer/);
    expect(say("timeout", null, { host: "ecs.cn-hangzhou.aliyuncs.com" })).toMatch(/^ecs\.cn-hangzhou\.aliyuncs\.com did not/);
  });

  it("shows text of the cloud as it is, and never as an instruction", () => {
    const { result } = renderHook(() => useProblemWords());
    const host = "$t(problems:code.internal.title) {{action}} <b>";
    expect(result.current({ code: "timeout", field: null, params: { host }, provider: null }).text.startsWith(host)).toBe(true);
  });

  it("writes the distance between moments as people say it", () => {
    const { result } = renderHook(() => useFindingWords());
    const left = (seconds?: string) =>
      result.current({ severity: "warning", field: "dataDisks", code: "diskLeftOut", params: { count: "1", ...(seconds !== undefined && { seconds }) } });
    expect(left("-33240")).toEqual({ title: "One disk is left out", text: "Its nearest snapshot is 9\u00a0h 14\u00a0min older than the system disk snapshot. Instances of this image start without that disk." });
    expect(left().text).toMatch(/It has no snapshot/);
    expect(left("1").text).toMatch(/of the same moment is not picked/);
  });

  it("knows every state of a job", () => {
    const states: JobState[] = ["running", "waiting", "done", "failed", "stopped", "unreadable"];
    expect(states.every((state) => i18next.exists(`common:status.job.${state}`))).toBe(true);
  });
});
