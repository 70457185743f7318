import { useQuery } from "@tanstack/react-query";
import { imageCheckExport, imageCheckReport } from "../backend/bindings/commands";
import type { ImageCheckReport, ResourceKey } from "../backend/bindings/types";
import { problemOf } from "../backend/problem";
import { accountsQuery } from "../backend/queries";
import { useAccountName } from "../components/accountName";
import { CloudText } from "../components/CloudText";
import { CouldNotAsk } from "../components/CouldNotAsk";
import { EnvironmentBadge } from "../components/EnvironmentBadge";
import { Icon } from "../components/Icon";
import { PageHead } from "../components/PageHead";
import { ReportExport } from "../components/ReportExport";
import { Button } from "../components/Button";
import { useTranslation } from "../i18n/useTranslation";
import { go } from "../route";
import { useOpen } from "../useOpen";
import { CheckReport } from "./CheckReport";
import { RepairButton } from "./RepairButton";
import { useFileWords } from "./useFileWords";
import styles from "./Check.module.css";

/** A check takes some minutes. */
const ASK_AGAIN_AFTER = 15_000;

const goesOn = (report: ImageCheckReport | undefined): boolean => report?.state === "checking" || report?.state === "notReady";

/** The report of the check of an image: every item, what it means, what breaks, and how to mend it. */
export default function CheckPage({ imageKey }: { imageKey: ResourceKey }) {
  const { t } = useTranslation("imageCheck");
  const name = useAccountName();
  const open = useOpen();
  const words = useFileWords();
  const { data: report, error, isFetching, refetch } = useQuery({
    queryKey: ["image-check", imageKey],
    queryFn: () => imageCheckReport(imageKey),
    gcTime: 0,
    staleTime: 0,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (goesOn(state.data) ? ASK_AGAIN_AFTER : false),
  });
  const { data: account } = useQuery({ ...accountsQuery, select: (all) => all.find((each) => each.id === imageKey.accountId) });
  const image = report?.name || imageKey.id;
  const again = () => void refetch();

  return (
    <div className={styles.page}>
      <PageHead
        label={t("crumbs")}
        crumbs={[
          { label: t("images"), onGo: () => go({ page: "images" }) },
          { label: <CloudText text={image} />, onGo: () => open.image(imageKey) },
          { label: t("crumb") },
        ]}
        glyph={<Icon name="image" size="small" />}
        title={<CloudText text={t("title", { name: image })} />}
        tip={t("title", { name: image })}
      >
        {account && <EnvironmentBadge account={account} />}
        <span className="muted trunc">{account && account.kind !== "practice" ? t("place", { account: name(account), region: imageKey.regionId }) : imageKey.regionId}</span>
        <span className="grow" />
        <Button variant="quiet" icon="refresh" aria-disabled={isFetching || undefined} onClick={again}>
          {t("readAgain")}
        </Button>
        {report && report.items.length > 0 && (
          <ReportExport
            label={t("export.button")}
            formats={{ csv: t("export.csv"), json: t("export.json") }}
            write={(requestId, format) => imageCheckExport(requestId, report, { format, words: words(report) })}
            done={{ title: t("export.done"), text: (file) => t("export.doneText", { file }) }}
          />
        )}
        {report && <RepairButton report={report} account={account} />}
      </PageHead>
      {report ? (
        <CheckReport key={report.state} report={report} account={account} problem={error && problemOf(error)} onRetry={again} />
      ) : (
        <div className={styles.centre}>{error ? <CouldNotAsk title={t("failed")} problem={problemOf(error)} onRetry={again} /> : <p className="muted">{t("reading")}</p>}</div>
      )}
    </div>
  );
}
