import { Suspense, lazy, useState, type ReactNode } from "react";
import type { ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { toastLater } from "../components/toastLater";
import type { ActionDef } from "../grid/actionDef";
import type { Target } from "../grid/target";
import { useProblemWords } from "../i18n/problemWords";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";

const CopyDialog = lazy(async () => ({ default: (await import("../spread/CopyDialog")).CopyDialog }));
const EditDialog = lazy(async () => ({ default: (await import("../imageEdit/EditDialog")).EditDialog }));
const StatusDialog = lazy(async () => ({ default: (await import("../imageEdit/StatusDialog")).StatusDialog }));
const PickInstance = lazy(() => import("../compare/PickInstance"));
const ExportDialog = lazy(async () => ({ default: (await import("../ossExport/ExportDialog")).ExportDialog }));
const ShareDialog = lazy(async () => ({ default: (await import("../spread/ShareDialog")).ShareDialog }));

/** So many images are copied, shared, edited or exported at a time. */
const MOST = 20;

type About = "copy" | "share" | "edit" | "deprecate" | "restore" | "compare" | "export";

/** What can be done with images: copy, share, edit, deprecate, restore, compare and export them. */
export interface ImageActions {
  actions: (target: Target) => ActionDef[];
  /** Those that are needed less often. */
  edits: (target: Target) => ActionDef[];
  copy: (key: ResourceKey) => void;
  share: (key: ResourceKey) => void;
  edit: (key: ResourceKey) => void;
  /** Deprecates an image, or restores it. */
  status: (key: ResourceKey, about: "deprecate" | "restore") => void;
  /** With an instance that is picked first. */
  compare: (key: ResourceKey) => void;
  exportToOss: (key: ResourceKey) => void;
  dialog: ReactNode;
}

export function useImageActions(): ImageActions {
  const { t } = useTranslation("images");
  const problemWords = useProblemWords();
  const [asking, setAsking] = useState<{ about: About; images: readonly ResourceKey[] } | null>(null);
  const close = () => setAsking(null);

  const failed = (thrown: unknown) => {
    const { title, text } = problemWords(problemOf(thrown));
    void toastLater(title, text, { tone: "bad" });
  };
  // Which images are meant is settled once, when the action is chosen.
  const ask = (about: About, target: Target) => {
    target.keys(target.count).then(
      (keys) => {
        const accounts = new Set(keys.map((key) => key.accountId));
        // The list may not have known all of them.
        if (accounts.size > 1) void toastLater(t("actions.scattered"), "", { tone: "warning" });
        else if (about === "export" && new Set(keys.map((key) => key.regionId)).size > 1) void toastLater(t("actions.regions"), "", { tone: "warning" });
        else if (keys.length > 0) setAsking({ about, images: keys });
      },
      failed,
    );
  };
  const compare = (target: Target) => {
    target.keys(2).then(
      ([first, second]) => {
        if (first && second) go({ page: "compare", key: first, other: { kind: "image", key: second } });
      },
      failed,
    );
  };
  const reasonOf = (target: Target) => (target.count > MOST ? t("actions.most", { most: MOST }) : undefined);
  return {
    actions: (target) => {
      if (target.count === 0) return [];
      const reason = reasonOf(target);
      return [
        { id: "copy", label: t("actions.copy"), icon: "copy", reason, run: () => ask("copy", target) },
        { id: "share", label: t("actions.share"), icon: "share", reason, run: () => ask("share", target) },
        { id: "compare", label: t("actions.compare"), icon: "compare", reason: target.count === 2 ? undefined : t("actions.two"), run: () => compare(target) },
      ];
    },
    edits: (target) => {
      if (target.count === 0) return [];
      const reason = reasonOf(target);
      return [
        { id: "edit", label: t("actions.edit"), icon: "edit", reason, run: () => ask("edit", target) },
        { id: "deprecate", label: t("actions.deprecate"), icon: "minus", reason, run: () => ask("deprecate", target) },
        { id: "restore", label: t("actions.restore"), icon: "refresh", reason, run: () => ask("restore", target) },
        { id: "export", label: t("actions.export"), icon: "export", reason, run: () => ask("export", target) },
      ];
    },
    copy: (key) => setAsking({ about: "copy", images: [key] }),
    share: (key) => setAsking({ about: "share", images: [key] }),
    edit: (key) => setAsking({ about: "edit", images: [key] }),
    status: (key, about) => setAsking({ about, images: [key] }),
    compare: (key) => setAsking({ about: "compare", images: [key] }),
    exportToOss: (key) => setAsking({ about: "export", images: [key] }),
    dialog: asking && <Suspense fallback={null}>{dialogOf(asking.about, asking.images, close)}</Suspense>,
  };
}

function dialogOf(about: About, images: readonly ResourceKey[], onClose: () => void) {
  switch (about) {
    case "copy":
      return <CopyDialog images={images} onClose={onClose} />;
    case "share":
      return <ShareDialog images={images} onClose={onClose} />;
    case "edit":
      return <EditDialog images={images} onClose={onClose} />;
    case "export":
      return <ExportDialog images={images} onClose={onClose} />;
    case "compare":
      return images[0] && <PickInstance image={images[0]} onClose={onClose} />;
    default:
      return <StatusDialog images={images} about={about} onClose={onClose} />;
  }
}
