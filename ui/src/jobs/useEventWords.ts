import { useTranslation } from "react-i18next";
import type { JobEvent, JobEventCode } from "../backend/bindings/types";
import { imageTone, imageWord } from "../components/imageStatus";
import type { Tone } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useProblemWords } from "../i18n/problemWords";

const TONES: Partial<Record<JobEventCode, Tone>> = {
  refused: "bad",
  noAnswer: "warning",
  duplicateFound: "warning",
  throttled: "warning",
  paused: "warning",
  available: "good",
  failed: "bad",
};

/** An event of a job as a sentence, with the shape that goes before it. */
export interface EventWords {
  sentence: string;
  tone: Tone | null;
  percent: number | null;
}

/** Gives the words for what happened to a job. */
export function useEventWords(): (event: JobEvent) => EventWords {
  const { t } = useTranslation("jobs");
  const say = t as (key: string, values: object) => string;
  const { t: common } = useTranslation("common");
  const format = useFormat();
  const problemWords = useProblemWords();

  return ({ code, params, problem }) => {
    const percent = params.progress === undefined ? null : Number.parseInt(params.progress, 10);
    const status = params.status ?? "";
    const sentence = () => {
      switch (code) {
        case "progress":
          return percent === null || Number.isNaN(percent)
            ? t("event.progressStatus", { status: imageWord(status, common) })
            : t("event.progress", { status: imageWord(status, common), progress: format.percent(percent) });
        case "adopted":
          return say("event.adopted", { ...params, by: t(params.by === "name" ? "event.by.name" : "event.by.tag") });
        case "throttled":
          return params.seconds === undefined ? t("event.throttledSoon") : say("event.throttled", params);
        case "duplicateFound":
          return say("event.duplicateFound", { ...params, count: Number(params.count ?? 2) });
        default:
          return say(`event.${code}`, params);
      }
    };
    const reason = problem ? problemWords(problem).title : null;
    return {
      sentence: reason ? t("withReason", { sentence: sentence(), reason }) : sentence(),
      tone: code === "progress" ? imageTone(status) : (TONES[code] ?? null),
      percent,
    };
  };
}
