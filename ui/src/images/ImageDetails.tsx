import type { ResourceKey } from "../backend/bindings/types";
import { imageQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { DeleteThis } from "../delete/DeleteThis";
import { DetailsShell } from "../details/DetailsShell";
import { FieldsSection } from "../details/FieldsSection";
import { useDetail } from "../details/useDetail";
import { useTranslation } from "../i18n/useTranslation";
import { ImageCopies } from "./ImageCopies";
import { ImageFields } from "./ImageFields";
import { ImageShares } from "./ImageShares";
import { ImageUses } from "./ImageUses";
import { ImageWays } from "./ImageWays";

export interface ImageDetailsProps {
  of: ResourceKey;
  onClose: () => void;
  onCopy: () => void;
  onShare: () => void;
  onEdit: () => void;
  onStatus: (about: "deprecate" | "restore") => void;
  onCompare: () => void;
  onExport: () => void;
}

/** One image in full: pictures first, then every field. */
export default function ImageDetails({ of, onClose, onCopy, onShare, onCompare, onEdit, onStatus, onExport }: ImageDetailsProps) {
  const { t } = useTranslation("images");
  const { detail, account, error, retry } = useDetail(of, imageQuery(of));
  const row = detail?.row;
  return (
    <DetailsShell
      glyph={<Icon name="image" />}
      name={row ? row.name || t("unnamed") : of.id}
      id={row?.key.id ?? of.id}
      idName={t("columns.id")}
      account={account}
      error={error}
      onRetry={retry}
      onClose={onClose}
    >
      {detail && (
        <>
          <ImageWays row={detail.row} onCopy={onCopy} onShare={onShare} onCompare={onCompare} onEdit={onEdit} onStatus={onStatus} onExport={onExport} />
          <ImageUses detail={detail} />
          <ImageCopies detail={detail} />
          <ImageShares detail={detail} />
          {!detail.row.sharedWithMe && <DeleteThis kind="images" of={of} />}
          <FieldsSection fields={detail.fields} requestId={detail.requestId}>
            <ImageFields detail={detail} account={account} />
          </FieldsSection>
        </>
      )}
    </DetailsShell>
  );
}
