import type { JobDetail, JobEvent, JobEventCode, JobStep } from "../backend/bindings/types";
import type { Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { ordinal } from "./ordinal";
import { useCloudState } from "./useCloudState";

const TONES: Partial<Record<JobEventCode, Tone>> = {
  refused: "bad",
  noAnswer: "warning",
  duplicateFound: "warning",
  throttled: "warning",
  paused: "warning",
  queued: "idle",
  notListed: "warning",
  done: "good",
  exported: "good",
  deleted: "good",
  failed: "bad",
  cancelFailed: "warning",
};

/** An event of a job as a sentence, with the shape that goes before it. */
export interface EventWords {
  sentence: string;
  tone: Tone | null;
  percent: number | null;
}

/** Gives the words for what happened to a job and its steps. */
export function useEventWords(job: JobDetail): (event: JobEvent) => EventWords {
  const { t, i18n } = useTranslation("jobs");
  const say = t as (key: string, values: object) => string;
  const { t: proof } = useTranslation("proof");
  const cloudState = useCloudState();
  const format = useFormat();
  const problemWords = useProblemWords();

  return ({ code, params, problem, position }) => {
    const step = position === null ? undefined : job.steps.find((each) => each.position === position);
    const percent = params.progress === undefined ? null : Number.parseInt(params.progress, 10);
    const status = params.status ?? "";
    const statusOf = (of: JobStep | undefined) => cloudState(of?.kind, status);
    const sentence = (): string => {
      switch (code) {
        case "progress":
          return percent === null || Number.isNaN(percent)
            ? t("event.progressStatus", { status: statusOf(step).word })
            : t("event.progress", { status: statusOf(step).word, progress: format.percent(percent) });
        case "accepted":
          if (params.count !== undefined) return t("event.acceptedCount", { count: Number(params.count) });
          return params.resourceId === undefined ? t("event.acceptedOnly") : say("event.accepted", params);
        case "adopted": {
          const by = t(`event.by.${params.by === "name" || params.by === "state" ? params.by : "tag"}`);
          return say(params.resourceId === undefined ? "event.adoptedOnly" : "event.adopted", { ...params, by });
        }
        case "exported":
          return say(params.objects === undefined ? "event.exportedOnly" : "event.exported", params);
        case "notFoundResend":
          return t(step?.attempts.every((attempt) => attempt.clientToken === "") ? "event.notFoundResendOnly" : "event.notFoundResend");
        case "throttled":
          return params.seconds === undefined ? t("event.throttledSoon") : say("event.throttled", params);
        case "duplicateFound":
          return say("event.duplicateFound", { ...params, count: Number(params.count ?? 2) });
        case "queued":
          return params.behind === undefined ? t("event.queued") : t("event.queuedAt", { place: ordinal(Number(params.behind) + 1, i18n.language) });
        case "deleted":
        case "deletedBefore":
          return params.count === undefined ? say(`event.${code}`, params) : t(`event.${code}Count`, { count: Number(params.count) });
        case "checked": {
          const { high = "0", medium = "0" } = params;
          return high === "0" && medium === "0" ? t("event.checkedGood") : t("event.checked", { high, medium });
        }
        case "proven":
          return say(params.different === "0" && params.unread === "0" ? "event.provenAll" : "event.proven", params);
        case "differenceAccepted": {
          const key = `attribute.${params.attribute}`;
          const attribute = i18n.exists(`proof:${key}`) ? (proof as (key: string) => string)(key) : params.attribute;
          return say("event.differenceAccepted", { ...params, attribute });
        }
        default:
          return say(`event.${code}`, params);
      }
    };
    const reason = problem ? problemWords(problem).title : null;
    const text = reason ? t("withReason", { sentence: sentence(), reason }) : sentence();
    const tone = code === "progress" ? statusOf(step).tone : code === "checked" && params.high !== undefined && params.high !== "0" ? "bad" : (TONES[code] ?? null);
    return {
      sentence: step ? t("event.ofStep", { step: t(`stepName.${step.kind}`, { region: step.regionId }), sentence: text }) : text,
      tone,
      percent,
    };
  };
}
