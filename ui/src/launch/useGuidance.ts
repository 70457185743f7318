import type { NotCarried, NotCarriedCode } from "../backend/bindings/types";
import { visibleText } from "../components/CloudText";
import { findingMark } from "../components/findingMark";
import type { Guidance } from "../components/GuidanceList";
import type { IconName } from "../components/iconShapes";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { stepOf, type LaunchStep } from "./fields";
import type { Launch } from "./useLaunch";

/** The step on which what cannot be carried matters, and its icon. */
const NOT_CARRIED: Record<NotCarriedCode, readonly [LaunchStep, IconName]> = {
  password: ["disks", "key"],
  addresses: ["machine", "network"],
  eip: ["machine", "region"],
  identity: ["machine", "instance"],
  networkInterfaces: ["machine", "network"],
  localDisks: ["disks", "disk"],
  multiAttach: ["disks", "share"],
  subscription: ["machine", "clock"],
  diskNotInImage: ["disks", "disk"],
  diskOnlyInImage: ["disks", "disk"],
  autoRelease: ["machine", "clock"],
  tags: ["disks", "settings"],
  settings: ["machine", "settings"],
  maintenance: ["machine", "settings"],
  memberships: ["machine", "share"],
};

/** Gives what is to be known at a step: standing facts, what was found, what is not carried over, and what could not be read. */
export function useGuidance(launch: Launch): Guidance[] {
  const { t } = useTranslation("launch");
  const format = useFormat();
  const words = useFindingWords();
  const problemWords = useProblemWords();
  const { draft, start, step, findings, check } = launch;
  const name = start.like && visibleText(start.like.name || start.like.key.id);

  const carriedWords = ({ code, value }: NotCarried): Guidance => {
    const shown = code === "subscription" ? (value === "" ? "" : format.date(Number(value))) : value;
    const said = visibleText(shown) || t("notCarried.noValue");
    return { id: `${code} ${value}`, icon: NOT_CARRIED[code][1], tone: "warn", title: t(`notCarried.${code}.title`), text: t(`notCarried.${code}.text`, { name: name ?? "", value: said }) };
  };
  const standing = (): Guidance[] => {
    const { image } = start;
    if (step === "machine") {
      const boot = image.bootMode === "" ? t("guidance.fitTextShort", { image: visibleText(image.name || image.key.id), architecture: image.architecture }) : t("guidance.fitText", { image: visibleText(image.name || image.key.id), architecture: image.architecture, boot: image.bootMode });
      return [
        { id: "fit", icon: "chip", title: t("guidance.fit"), text: boot },
        { id: "stock", icon: "instance", title: t("guidance.stock"), text: t("guidance.stockText") },
      ];
    }
    if (step !== "disks") return [];
    const blank = draft.disks.some((disk) => !disk.ofImage);
    const differences = check?.differences.length ?? 0;
    return [
      ...(differences > 0 ? [{ id: "differences", icon: "equals", tone: "warn", title: t("guidance.differences", { count: differences, number: format.number(differences) }), text: t("guidance.differencesText", { name: name ?? "" }) } as const] : []),
      ...(blank ? [] : [{ id: "added", icon: "disk", title: t("guidance.added"), text: t("guidance.addedText") } as const]),
      { id: "category", icon: "chip", title: t("guidance.category"), text: t("guidance.categoryText") },
      ...(draft.signIn === "password" ? [{ id: "password", icon: "key", title: t("guidance.password"), text: t("guidance.passwordText") } as const] : []),
    ];
  };
  const found = findings
    .filter((finding) => finding.severity !== "error" && (stepOf(finding.field) ?? "machine") === step)
    .map((finding): Guidance => ({ id: `${finding.code} ${finding.field}`, ...findingMark(finding), ...words(finding) }));
  const carried = start.notCarried.filter(({ code }) => NOT_CARRIED[code][0] === step).map(carriedWords);
  const notRead =
    step === "machine"
      ? start.notRead.map(({ action, problem }): Guidance => ({ id: action, icon: "warning", tone: "warn", title: t("guidance.notRead", { action }), text: t("guidance.notReadText", { reason: problemWords(problem).title }) }))
      : [];
  return [...standing(), ...found, ...carried, ...notRead];
}
