import { Suspense, lazy, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { toastLater } from "../components/toastLater";
import type { ActionDef } from "../grid/actionDef";
import type { Target } from "../grid/target";
import { useProblemWords } from "../i18n/problemWords";

const CopyDialog = lazy(async () => ({ default: (await import("../spread/CopyDialog")).CopyDialog }));
const ShareDialog = lazy(async () => ({ default: (await import("../spread/ShareDialog")).ShareDialog }));

/** So many images are copied or shared at a time. */
const MOST = 20;

/** What can be done with images: copy them to other regions, share them with other accounts. */
export interface ImageActions {
  actions: (target: Target) => ActionDef[];
  copy: (key: ResourceKey) => void;
  share: (key: ResourceKey) => void;
  dialog: ReactNode;
}

export function useImageActions(): ImageActions {
  const { t } = useTranslation("images");
  const problemWords = useProblemWords();
  const [asking, setAsking] = useState<{ about: "copy" | "share"; images: readonly ResourceKey[] } | null>(null);
  const close = () => setAsking(null);

  // Which images are meant is settled once, when the action is chosen.
  const ask = (about: "copy" | "share", target: Target) => {
    target.keys(target.count).then(
      (keys) => {
        const accounts = new Set(keys.map((key) => key.accountId));
        // The list may not have known all of them.
        if (accounts.size > 1) void toastLater(t("actions.scattered"), "", { tone: "warning" });
        else if (keys.length > 0) setAsking({ about, images: keys });
      },
      (thrown: unknown) => {
        const { title, text } = problemWords(problemOf(thrown));
        void toastLater(title, text, { tone: "bad" });
      },
    );
  };
  return {
    actions: (target) => {
      if (target.count === 0) return [];
      const reason = target.count > MOST ? t("actions.most", { most: MOST }) : undefined;
      return [
        { id: "copy", label: t("actions.copy"), icon: "copy", reason, run: () => ask("copy", target) },
        { id: "share", label: t("actions.share"), icon: "share", reason, run: () => ask("share", target) },
      ];
    },
    copy: (key) => setAsking({ about: "copy", images: [key] }),
    share: (key) => setAsking({ about: "share", images: [key] }),
    dialog: asking && (
      <Suspense fallback={null}>
        {asking.about === "copy" ? <CopyDialog images={asking.images} onClose={close} /> : <ShareDialog images={asking.images} onClose={close} />}
      </Suspense>
    ),
  };
}
