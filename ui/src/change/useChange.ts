import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeCheck } from "../backend/bindings/commands";
import type { ChangeDraft, ChangeStart, DiskChange, Finding, Problem } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { useFormat } from "../format/useFormat";
import { useFindingWords } from "../i18n/findingWords";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { useSettled } from "../useSettled";
import { countsOf, draftOf, formOf, type ChangeForm, type DiskForm } from "./draft";

/** What the page shows a finding at: of a disk by its id, whatever its place in the draft. */
export type ChangeField = "instanceType" | "bandwidthOut" | "disk" | keyof DiskChange;

const DISK_FIELD = /^disks\.(\d+)(?:\.(\w+))?$/;

/** The place of a field of a draft on the page. */
function placeOf(field: string, draft: ChangeDraft): { field: string; diskId: string | null } {
  const [, index, name] = DISK_FIELD.exec(field) ?? [];
  if (index === undefined) return { field, diskId: null };
  return { field: name ?? "disk", diskId: draft.disks[Number(index)]?.diskId ?? null };
}

function useForm(start: ChangeStart) {
  const [form, setForm] = useState(() => formOf(start));
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = (more: Partial<ChangeForm>) => {
    // What was refused is not what stands here any more.
    setProblem(null);
    setForm((now) => ({ ...now, ...more }));
  };
  return {
    form,
    problem,
    setProblem,
    change,
    changeDisk: (diskId: string, disk: DiskForm) => change({ disks: { ...form.disks, [diskId]: disk } }),
  };
}

/** What the cloud says of the form, once it has rested: it is asked each time. */
function useCheck(start: ChangeStart, form: ChangeForm) {
  const settled = useSettled(form);
  const draft = draftOf(start, settled);
  const query = useQuery({
    queryKey: ["change-check", draft],
    queryFn: async () => ({ form: settled, draft, check: await changeCheck(draft) }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    refetchOnMount: "always",
  });
  const rests = settled === form;
  return {
    data: query.data,
    /** The answer is about what stands here now. */
    fresh: rests && query.data !== undefined && !query.isPlaceholderData && !query.isError,
    asking: !rests || query.isFetching,
    problem: rests && query.isError && !query.isFetching ? problemOf(query.error) : null,
    ask: () => void query.refetch(),
  };
}

/** The change of an instance: what a person has chosen, what the rules and the cloud say of it, and what it costs. */
export function useChange(start: ChangeStart) {
  const { form, problem, setProblem, change, changeDisk } = useForm(start);
  const check = useCheck(start, form);
  const errorWords = useErrorWords();
  const problemWords = useProblemWords();
  const draft = draftOf(start, form);
  const answer = check.data?.check;
  const placed = (answer?.findings ?? []).map((finding) => ({ finding, ...placeOf(finding.field, check.data?.draft ?? draft) }));
  const errors = placed.filter(({ finding }) => finding.severity === "error" && finding.code !== "nothingChanges");
  const refused = problem?.field == null ? null : placeOf(problem.field, draft);
  const at = (found: { field: string; diskId: string | null }, field: ChangeField, diskId: string | null) => found.field === field && found.diskId === diskId;
  return {
    start,
    form,
    draft,
    /** What the answer is about, while another is asked for. */
    asked: check.data ?? { form, draft },
    problem,
    setProblem,
    change,
    changeDisk,
    answer,
    check,
    ...countsOf(start, draft),
    errors: errors.length,
    /** What no field tells. */
    homeless: errors.filter(({ field }) => field === "instanceId" || field === "").map(({ finding }) => finding),
    /** What is wrong with a field, as the rules see it or as the cloud has refused it. */
    errorAt: (field: ChangeField, diskId: string | null = null): string | undefined => {
      const found = errors.find((each) => at(each, field, diskId));
      if (found) return errorWords(found.finding);
      return problem && refused && at(refused, field, diskId) ? problemWords(problem).text : undefined;
    },
    /** What is to be known of a field before it is sent. */
    warningsAt: (field: ChangeField): Finding[] => placed.flatMap((each) => (each.finding.severity === "warning" && each.field === field ? [each.finding] : [])),
  };
}

export type Change = ReturnType<typeof useChange>;

/** The sentence of a finding; those about sizes are not the ones of an image. */
function useErrorWords(): (finding: Finding) => string {
  const { t } = useTranslation("change");
  const format = useFormat();
  const words = useFindingWords();
  return (finding) => (finding.code === "sizeTooSmall" ? t("disks.tooSmall", { min: format.number(Number(finding.params.min)) }) : words(finding).text);
}
