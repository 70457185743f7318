import type { CloudCheck, CloudCheckState } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { findingMark } from "../components/findingMark";
import type { Guidance } from "../components/GuidanceList";
import type { IconName } from "../components/iconShapes";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useSettingWords } from "./useSettingWords";
import type { Launch } from "./useLaunch";

const MARKS: Record<CloudCheckState, readonly [IconName, Guidance["tone"]]> = {
  passed: ["check", "ok"],
  warning: ["warning", "warn"],
  failed: ["warning", "bad"],
  unknown: ["info", undefined],
};

/** Gives the lines beside the last step: the checks of the cloud, what the rules found, and what is not as the instance. */
export function useCheckLines(launch: Launch): Guidance[] {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const words = useFindingWords();
  const problemWords = useProblemWords();
  const setting = useSettingWords();
  const { draft, start, review, findings, check, fault } = launch;

  const textOf = ({ code, state, params, problem }: CloudCheck): string => {
    if (state === "unknown") {
      const what = t(`checks.what.${code}`);
      return problem ? t("checks.unknown", { what, reason: problemWords(problem).title }) : t("checks.notMade", { what });
    }
    const figure = (name: string) => (params[name] === undefined ? t("checks.noFigure") : format.number(Number(params[name])));
    const values = { count: draft.count, number: format.number(draft.count), zone: draft.zoneId, type: draft.instanceType, taken: visibleText(params.taken ?? ""), free: figure("free"), needed: figure("needed") };
    const text = t(`checks.${code}.${state}`, values);
    return problem ? t("checks.because", { text, reason: problemWords(problem).text }) : text;
  };
  const made = (review.data?.checks ?? []).map((each): Guidance => {
    const [icon, tone] = MARKS[each.state];
    return {
      id: each.code,
      icon,
      tone,
      text: (
        <>
          {textOf(each)}
          {each.code === "dryRun" && each.requestId && <div className="mono faint t11 selectable">{each.requestId}</div>}
        </>
      ),
    };
  });
  const asking: Guidance[] = review.asking && made.length === 0 ? [{ id: "asking", icon: "clock", text: t("checks.asking") }] : [];
  const name = start.like && visibleText(start.like.name || start.like.key.id);
  const differences = (check?.differences ?? []).map((each): Guidance => ({
    id: `difference ${each.field}`,
    icon: "equals",
    tone: "warn",
    text: t("checks.differs", { name: name ?? "", setting: setting.name(each.field), theirs: setting.value(each.field, each.theirs), ours: setting.value(each.field, each.ours) }),
  }));
  const found = findings.map((finding): Guidance => ({
    id: `${finding.code} ${finding.field}`,
    ...findingMark(finding),
    text: words(finding).text,
  }));
  const unfit: Guidance[] = fault === null ? [] : [{ id: "password", icon: "warning", tone: "bad", title: t("signIn.passwordLabel"), text: t(`signIn.fault.${fault}`) }];
  return [...unfit, ...asking, ...made, ...differences, ...found];
}
