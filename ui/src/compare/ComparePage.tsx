import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageCompare, imageCompareExport } from "../backend/bindings/commands";
import type { ComparedWith, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Badge } from "../components/Badge";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { PageHead } from "../components/PageHead";
import { ReportExport } from "../components/ReportExport";
import { Segmented } from "../components/Segmented";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { CompareSides } from "./CompareSides";
import { CompareTable } from "./CompareTable";
import { outcomeOf, swapped } from "./outcome";
import { useFileWords } from "./useFileWords";
import styles from "./Compare.module.css";

interface Props {
  imageKey: ResourceKey;
  other: ComparedWith;
}

/** An image beside its copy, another image or an instance: what differs and matters, what differs as usual, and what is equal. */
export default function ComparePage({ imageKey, other }: Props) {
  const { t } = useTranslation("compare");
  const format = useFormat();
  const words = useFileWords();
  const [turned, setTurned] = useState(false);
  const [show, setShow] = useState<"differences" | "all">("all");
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["image-compare", imageKey, other],
    queryFn: () => imageCompare(imageKey, other),
    gcTime: 0,
    staleTime: 0,
    refetchOnMount: "always",
  });
  const again = () => void refetch();
  const comparison = data && (turned ? swapped(data) : data);
  const outcome = comparison && outcomeOf(comparison);
  const kind = comparison?.relation.kind ?? (other.kind === "instance" ? "instance" : "images");
  const counted = (count: number) => ({ count, number: format.number(count) });
  const summary = outcome && [
    t("counts.matters", counted(outcome.differ.matters)),
    t(kind === "copy" ? "counts.usual" : "counts.other", counted(outcome.differ.usual)),
    ...(outcome.unread > 0 ? [t("counts.unread", { number: format.number(outcome.unread) })] : []),
    t("counts.equal", { number: format.number(outcome.equal.length) }),
  ];

  return (
    <div className={styles.page}>
      <PageHead label={t("crumbs")} crumbs={[{ label: t("images"), onGo: () => go({ page: "images" }) }, { label: t("crumb") }]} title={t(`title.${kind}`)} tip={t(`title.${kind}`)}>
        {outcome && (
          <Badge tone={outcome.tone === "warning" ? "warning" : outcome.tone === "good" ? "good" : "plain"}>
            <StatusShape tone={outcome.tone} />
            {t(`verdict.${outcome.verdict}`)}
          </Badge>
        )}
        {summary && <span className="muted trunc">{format.list(summary)}</span>}
        <span className="grow" />
        {comparison && (
          <>
            <div className={styles.show}>
              <Segmented
                label={t("show.label")}
                labelHidden
                value={show}
                options={[
                  { value: "differences", label: t("show.differences") },
                  { value: "all", label: t("show.all") },
                ]}
                onChange={setShow}
              />
            </div>
            <Button variant="quiet" icon="compare" onClick={() => setTurned(!turned)}>
              {t("swap")}
            </Button>
            <ReportExport
              label={t("export.button")}
              formats={{ csv: t("export.csv"), json: t("export.json") }}
              write={(requestId, written) => imageCompareExport(requestId, comparison, { format: written, words: words(kind) })}
              done={{ title: t("export.done"), text: (file) => t("export.doneText", { file }) }}
            />
          </>
        )}
      </PageHead>
      {comparison && outcome ? (
        <div className={styles.body}>
          {error && <CouldNotAsk problem={problemOf(error)} onRetry={again} />}
          <CompareSides comparison={comparison} />
          <CompareTable comparison={comparison} outcome={outcome} all={show === "all"} />
          <p className={styles.foot}>
            {t("readAt", { time: format.dateTime(comparison.readAt) })}
            <button type="button" className="link" aria-disabled={isFetching || undefined} onClick={again}>
              {t("readAgain")}
            </button>
          </p>
          {comparison.relation.kind === "copy" && comparison.relation.byName && <p className="t12 faint">{t("byName")}</p>}
        </div>
      ) : (
        <div className={styles.centre}>
          {error ? <CouldNotAsk title={t("failed")} about={<p className="t12 muted">{t("failedText")}</p>} problem={problemOf(error)} onRetry={again} /> : <p className="muted">{t("reading")}</p>}
        </div>
      )}
    </div>
  );
}
