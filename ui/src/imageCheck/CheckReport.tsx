import { useState } from "react";
import type { Account, CheckGroup, ImageCheckReport, Problem, ReportedItem } from "../backend/bindings/types";
import { Callout } from "../components/Callout";
import { visibleText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { StatusShape } from "../components/Status";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { CheckItemLine, PassedItem, ReadItem } from "./CheckItemLine";
import { CheckSide } from "./CheckSide";
import { GROUPS, RISKS, toneOf } from "./groups";
import { NoResult } from "./NoResult";
import styles from "./Check.module.css";

interface Props {
  report: ImageCheckReport;
  account: Account | undefined;
  /** Why it could not be asked for again. */
  problem: Problem | null;
  onRetry: () => void;
}

/** The items by how bad they are, and the selected one in full. */
export function CheckReport({ report, account, problem, onRetry }: Props) {
  const { t } = useTranslation("imageCheck");
  const format = useFormat();
  const [picked, setPicked] = useState<number | null>(null);
  const { items, state, status } = report;
  const ended = state === "checked";
  const numbered = items.map((item, index) => ({ item, index }));
  const of = (group: CheckGroup) => numbered.filter(({ item }) => item.group === group);
  const first = items[0];
  // The worst is in sight from the start.
  const selected = picked ?? (first && RISKS.includes(first.group) ? 0 : null);
  const lineOf = ({ item, index }: { item: ReportedItem; index: number }) => ({ item, tone: toneOf(item.group, ended), selected: index === selected, onSelect: () => setPicked(index) });
  const tallied = (["high", "medium", "other", "noRisk"] as const).filter((group) => group !== "other" || of("other").length > 0);

  if (items.length === 0) return <NoResult report={report} problem={problem} onRetry={onRetry} />;
  return (
    <div className={styles.body}>
      <div className={styles.main}>
        {problem && <CouldNotAsk problem={problem} onRetry={onRetry} />}
        <div className={styles.tally}>
          {tallied.map((group) => (
            <div key={group}>
              <div className={styles.tallyName}>{t(`groups.${group}`)}</div>
              <div className={styles.tallyNumber}>
                <StatusShape tone={toneOf(group, ended)} />
                {format.number(of(group).length)}
              </div>
            </div>
          ))}
          <p className={styles.once}>
            {t("once")}
            <br />
            {t("anew")}
          </p>
        </div>
        {!ended && (
          <Callout tone="info">
            {t("notFinished", { status: visibleText(status) })} {t("more")}
          </Callout>
        )}
        <div className={styles.groups} role="group" aria-label={t("label")}>
          {GROUPS.filter((group) => of(group).length > 0).map((group) => (
            <section key={group} aria-labelledby={`check-${group}`}>
              <h2 className={styles.groupHead} id={`check-${group}`}>
                <span className="medium">{t(`groups.${group}`)}</span>
                {(group === "high" || group === "medium" || group === "other") && <span className="muted">{t(`groups.${group}Text`)}</span>}
                <span className="grow" />
                <span className="muted">{format.number(of(group).length)}</span>
              </h2>
              <ul className={RISKS.includes(group) ? undefined : group === "read" ? styles.read : styles.passed}>
                {of(group).map((line) => (
                  <li key={line.index}>
                    {RISKS.includes(group) ? <CheckItemLine {...lineOf(line)} /> : group === "read" ? <ReadItem {...lineOf(line)} /> : <PassedItem {...lineOf(line)} />}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
      <CheckSide report={report} account={account} item={selected === null ? undefined : items[selected]} />
    </div>
  );
}
