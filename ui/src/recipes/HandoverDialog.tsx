import { Tabs } from "@base-ui/react/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { imageHandover, imageHandoverSave } from "../backend/bindings/commands";
import type { HandoverKind, ImageDraft } from "../backend/bindings/types";
import { copyText } from "../backend/clipboard";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { Dialog } from "../components/Dialog";
import { ProblemNote } from "../components/ProblemNote";
import { toastLater } from "../components/toastLater";
import { useTranslation } from "../i18n/useTranslation";
import { useRequest } from "../useCommand";
import { HandoverCode } from "./HandoverCode";
import styles from "./Handover.module.css";

interface Props {
  draft: ImageDraft;
  /** What is to be known before the texts are used. */
  above?: ReactNode;
  onClose: () => void;
}

/** A plan as text for other tools, what each text does not do, and the ways to take it along. */
export default function HandoverDialog({ draft, above, onClose }: Props) {
  const { t } = useTranslation("recipes");
  const { t: common } = useTranslation("common");
  const { data: texts, error, refetch } = useQuery({ queryKey: ["handover", draft], queryFn: () => imageHandover(draft), staleTime: 0, gcTime: 0 });
  const [kind, setKind] = useState<HandoverKind>("cli");
  const [copied, setCopied] = useState<{ kind: HandoverKind; outcome: "copied" | "copyFailed" } | null>(null);
  const save = useRequest(imageHandoverSave, {
    failureIn: "here",
    onDone: (file) => file !== null && toastLater(t("handover.saved"), file, { tone: "good" }),
  });
  const shown = texts?.find((text) => text.kind === kind);
  const outcome = copied?.kind === kind ? copied.outcome : null;
  const copy = () => {
    if (!shown) return;
    void copyText(shown.text).then(
      () => setCopied({ kind, outcome: "copied" }),
      () => setCopied({ kind, outcome: "copyFailed" }),
    );
  };
  return (
    <Dialog
      open
      table
      onClose={onClose}
      title={t("handover.title", { name: draft.name })}
      text={t("handover.text")}
      note={<span role="status">{outcome ? common(`actions.${outcome}`) : ""}</span>}
      actions={
        <>
          <Button variant="quiet" size="large" icon="copy" aria-disabled={!shown || undefined} onClick={copy}>
            {t("handover.copy")}
          </Button>
          <Button size="large" icon="export" aria-disabled={!shown || save.busy || undefined} onClick={() => shown && save.run(draft, kind)}>
            {t("handover.save")}
          </Button>
          <Button variant="primary" size="large" onClick={onClose}>
            {t("handover.close")}
          </Button>
        </>
      }
    >
      {above}
      {error && !texts ? (
        <CouldNotAsk problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : !texts ? (
        <p className="muted" role="status">
          {t("handover.asking")}
        </p>
      ) : (
        <Tabs.Root value={kind} onValueChange={(next) => setKind(next as HandoverKind)}>
          <Tabs.List className={styles.tabs} aria-label={t("handover.kinds")} activateOnFocus>
            {texts.map((text) => (
              <Tabs.Tab key={text.kind} value={text.kind} className={styles.tab}>
                {t(`handover.kind.${text.kind}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {texts.map((text) => (
            <Tabs.Panel key={text.kind} value={text.kind} className={styles.panel}>
              <p className={styles.about}>{t(`handover.about.${text.kind}`)}</p>
              <HandoverCode text={text.text} label={t("handover.textOf", { tool: t(`handover.kind.${text.kind}`) })} />
              <h3 className={styles.title}>{t("handover.gaps")}</h3>
              <ul className={styles.gaps}>
                {text.gaps.map((gap) => (
                  <li key={gap}>{t(`handover.gap.${gap}`)}</li>
                ))}
              </ul>
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      )}
      {save.problem && <ProblemNote problem={save.problem} />}
    </Dialog>
  );
}
