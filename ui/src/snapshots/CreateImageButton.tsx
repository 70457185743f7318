import type { TFunction } from "i18next";
import { Suspense, useRef } from "react";
import type { SnapshotRow } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { visibleText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { LazyPopover } from "../components/LazyPopover";
import type { Target } from "../grid/target";
import type { ViewHandle } from "../grid/viewHandle";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import type { Refusal } from "./createImage";
import type { CreateImage } from "./useCreateImage";
import styles from "./CreateImageButton.module.css";

export interface CreateImageButtonProps {
  target: Target;
  creating: CreateImage;
  view: ViewHandle<SnapshotRow>;
}

/** The one primary action. Where no image can be made it says why, and what to pick instead. */
export function CreateImageButton({ target, creating, view }: CreateImageButtonProps) {
  const { t } = useTranslation("snapshots");
  const button = useRef<HTMLButtonElement>(null);
  const { refusal, error, busy, dismiss } = creating;
  const explained = refusal !== null || error !== null;
  return (
    <>
      <Button ref={button} variant="primary" aria-disabled={busy} onClick={() => (explained ? dismiss() : creating.start(target))}>
        {t("create")}
      </Button>
      {explained && (
        <LazyPopover open anchor={button} label={t("create")} onClose={dismiss}>
          <Suspense fallback={null}>
            {refusal ? <Explanation refusal={refusal} view={view} onDone={dismiss} /> : <CouldNotAsk problem={problemOf(error)} plain />}
          </Suspense>
        </LazyPopover>
      )}
    </>
  );
}

/** Why not, and the way out. */
function Explanation({ refusal, view, onDone }: { refusal: Refusal; view: ViewHandle<SnapshotRow>; onDone: () => void }) {
  const { t } = useTranslation("snapshots");
  const system = refusal.reason === "dataDisk" ? refusal.system : null;
  return (
    <div className={styles.words}>
      <p>{explain(refusal, t)}</p>
      {refusal.reason === "dataDisk" && !system && <p className="muted">{t("explain.noSystem")}</p>}
      {system && (
        <Button
          className={styles.way ?? ""}
          onClick={() => {
            void view.select({ op: "clear" });
            view.opened.set(system.key);
            onDone();
          }}
        >
          <span className="trunc">{t("explain.selectSystem", { name: visibleText(system.name) })}</span>
        </Button>
      )}
      {refusal.reason === "otherDisks" && (
        <Button className={styles.way ?? ""} onClick={() => go({ page: "image", key: refusal.system.key })}>
          <span className="trunc">{t("explain.goOn", { name: visibleText(refusal.system.name) })}</span>
        </Button>
      )}
    </div>
  );
}

function explain(refusal: Refusal, t: TFunction<"snapshots">): string {
  switch (refusal.reason) {
    case "category":
      return t("explain.category", { category: refusal.category });
    case "otherDisks":
      return t("explain.otherDisks", { count: refusal.count, name: visibleText(refusal.system.name) });
    default:
      return t(`explain.${refusal.reason}`);
  }
}
