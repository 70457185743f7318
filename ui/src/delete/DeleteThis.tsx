import type { ResourceKey } from "../backend/bindings/types";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import own from "./Delete.module.css";

/** The way from the details of an image or a snapshot to the plan of its deletion. */
export function DeleteThis({ kind, of }: { kind: "images" | "snapshots"; of: ResourceKey }) {
  const { t } = useTranslation("common");
  return (
    <div className={own.action}>
      <Button variant="danger" icon="trash" onClick={() => go({ page: "delete", images: [], snapshots: [], [kind]: [of] })}>
        {t("delete")}
      </Button>
    </div>
  );
}
