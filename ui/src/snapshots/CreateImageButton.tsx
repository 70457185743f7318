import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { Button } from "../components/Button";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { LazyPopover } from "../components/LazyPopover";
import type { Refusal } from "./createImage";
import { clearSelection } from "./selection";
import type { CreateImage } from "./useCreateImage";
import { openedStore } from "./view";
import styles from "./CreateImageButton.module.css";

export interface CreateImageButtonProps {
  picked: readonly ResourceKey[];
  creating: CreateImage;
}

/** The one primary action. Where no image can be made it says why, and what to pick instead. */
export function CreateImageButton({ picked, creating }: CreateImageButtonProps) {
  const { t } = useTranslation("snapshots");
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const { refusal, error, busy, dismiss } = creating;
  const explained = refusal !== null || error !== null;
  return (
    <>
      <Button ref={setAnchor} variant="primary" aria-disabled={busy} onClick={() => (explained ? dismiss() : creating.start(picked))}>
        {t("create")}
      </Button>
      {explained && anchor && (
        <LazyPopover open anchor={anchor} label={t("create")} onClose={dismiss}>
          <Suspense fallback={null}>
            {refusal ? <Explanation refusal={refusal} onDone={dismiss} /> : <CouldNotAsk problem={problemOf(error)} plain />}
          </Suspense>
        </LazyPopover>
      )}
    </>
  );
}

/** Why not, and the way out. */
function Explanation({ refusal, onDone }: { refusal: Refusal; onDone: () => void }) {
  const { t } = useTranslation("snapshots");
  const system = refusal.reason === "dataDisk" ? refusal.system : null;
  return (
    <div className={styles.words}>
      <p>{refusal.reason === "category" ? t("explain.category", { category: refusal.category }) : t(`explain.${refusal.reason}`)}</p>
      {refusal.reason === "dataDisk" && !system && <p className="muted">{t("explain.noSystem")}</p>}
      {system && (
        <Button
          className={styles.way ?? ""}
          onClick={() => {
            clearSelection();
            openedStore.set(system.key);
            onDone();
          }}
        >
          <span className="trunc">{t("explain.selectSystem", { name: system.name })}</span>
        </Button>
      )}
    </div>
  );
}
