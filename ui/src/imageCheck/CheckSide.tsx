import type { Account, ImageCheckReport, ReportedItem } from "../backend/bindings/types";
import { Badge } from "../components/Badge";
import { CloudText } from "../components/CloudText";
import { StatusShape } from "../components/Status";
import { useOverflow } from "../components/useOverflow";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { RISKS, toneOf } from "./groups";
import { useItemWords } from "./itemWords";
import styles from "./Check.module.css";

interface Props {
  report: ImageCheckReport;
  account: Account | undefined;
  item: ReportedItem | undefined;
}

/** One item in full: the cloud's own words, what it means, what breaks, and the ways to mend it. */
export function CheckSide({ report, account, item }: Props) {
  const { t } = useTranslation("imageCheck");
  const overflow = useOverflow();
  return (
    <aside {...overflow} className={styles.side} aria-label={t("side")}>
      {item ? <Item report={report} account={account} item={item} /> : <p className="t12 muted">{t("details.choose")}</p>}
    </aside>
  );
}

function Item({ report, account, item }: Props & { item: ReportedItem }) {
  const { t } = useTranslation("imageCheck");
  const words = useItemWords()(item);
  const { name, value, riskCode, riskLevel } = item.told;
  const risk = RISKS.includes(item.group);
  const ended = report.state === "checked";
  const facts = [
    [t("details.item"), name],
    [t("details.result"), value],
    [t("details.code"), riskCode],
    [t("details.level"), riskLevel],
  ] as const;
  return (
    <>
      <div className={styles.sideHead}>
        {item.group !== "read" && <StatusShape tone={toneOf(item.group, ended)} />}
        <h2>
          <CloudText text={words.name} />
        </h2>
        <span className="grow" />
        {risk && <Badge tone={item.group === "high" ? "bad" : "warning"}>{t(`groups.${item.group}`)}</Badge>}
      </div>
      <dl className={styles.facts}>
        {facts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className={text ? "mono selectable" : "faint"}>{text ? <CloudText text={text} /> : t("details.none")}</dd>
          </div>
        ))}
      </dl>
      <h3>{t("details.means")}</h3>
      <p>{words.means}</p>
      <h3>{t("details.breaks")}</h3>
      <p>{words.breaks}</p>
      {risk && <Ways report={report} account={account} item={item} mend={words.mend} />}
    </>
  );
}

function Ways({ report, account, item, mend }: Props & { item: ReportedItem; mend: string }) {
  const { t } = useTranslation("imageCheck");
  const format = useFormat();
  const { dataDisks, key } = report;
  return (
    <>
      {item.inTemplate && (
        <>
          <h3>{t("details.byTemplate")}</h3>
          <p>{t("template.text")}</p>
          <p>
            <CloudText text={t("template.choose", { id: key.id })} />
          </p>
          {dataDisks > 0 && <p>{t("template.loses", { count: dataDisks, number: format.number(dataDisks) })}</p>}
          {account?.kind === "practice" && <p>{t("template.practice")}</p>}
        </>
      )}
      <h3>{item.inTemplate ? t("details.byHand") : t("details.onlyByHand")}</h3>
      <ol className={styles.how}>
        <li>
          <span>{mend}</span>
        </li>
        <li>
          <span>{t("hand.again")}</span>
        </li>
        <li>
          <span>{t(item.item === "nvme" ? "hand.nvme" : "hand.deprecate")}</span>
        </li>
      </ol>
      {!item.inTemplate && !report.inTemplate && <p className="faint">{t("template.none")}</p>}
    </>
  );
}
