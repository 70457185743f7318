import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { jobsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import type { IconName } from "../components/iconShapes";
import { Logo } from "../components/Logo";
import { isUnfinished } from "../components/jobStatus";
import { useFormat } from "../format/useFormat";
import { go, useRoute, type Route } from "../route";
import { useCounts } from "../snapshots/useCounts";
import styles from "./Navigation.module.css";

/** The places of the window, and how much is in them. */
export function Navigation() {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const { page } = useRoute();
  const { all } = useCounts();
  const { data: running = 0 } = useQuery({ ...jobsQuery, select: (jobs) => jobs.filter(isUnfinished).length });

  return (
    <nav className={styles.nav} aria-label={t("navigation.label")}>
      <div className={styles.brand}>
        <Logo />
        <span>Darkroom</span>
      </div>
      <ul className={styles.list}>
        <Place
          to={{ page: "snapshots" }}
          icon="snapshots"
          current={page === "snapshots" || page === "image"}
          label={t("navigation.snapshots")}
          count={all ? format.compact(all) : ""}
        />
        <Place
          to={{ page: "jobs" }}
          icon="jobs"
          current={page === "jobs" || page === "job"}
          label={t("navigation.jobs")}
          count={running > 0 ? format.number(running) : ""}
          countLabel={t("navigation.running", { count: running })}
        />
      </ul>
      <ul className={`${styles.list} ${styles.foot}`}>
        <Place to={{ page: "settings", section: "general" }} icon="settings" current={page === "settings"} label={t("navigation.settings")} count="" />
      </ul>
    </nav>
  );
}

interface PlaceProps {
  to: Route;
  icon: IconName;
  label: string;
  current: boolean;
  count: string;
  countLabel?: string;
}

function Place({ to, icon, label, current, count, countLabel }: PlaceProps) {
  return (
    <li>
      <button
        type="button"
        className={styles.place}
        aria-current={current ? "page" : undefined}
        data-tip={label}
        data-tip-cut=""
        onClick={() => go(to)}
      >
        <Icon name={icon} />
        <span className={`${styles.label} trunc`}>{label}</span>
        {count && (
          <span className={styles.count} aria-label={countLabel}>
            {count}
          </span>
        )}
      </button>
    </li>
  );
}
