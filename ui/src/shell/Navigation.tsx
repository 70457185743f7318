import { useQuery } from "@tanstack/react-query";
import { countsQuery, jobsQuery } from "../backend/queries";
import { Icon } from "../components/Icon";
import { Logo } from "../components/Logo";
import { isUnfinished } from "../components/jobStatus";
import { useFormat } from "../format/useFormat";
import { useTranslation } from "../i18n/useTranslation";
import { go, useRoute, type Route } from "../route";
import { pageOf, pages, type NavigationEntry } from "./pages";
import styles from "./Navigation.module.css";

const entries = Object.values(pages).flatMap(({ id, navigation }) => (navigation ? [{ id, navigation }] : []));

/** The places of the window, and how much is in them. */
export function Navigation() {
  const { t } = useTranslation("shell");
  const route = useRoute();
  const countOf = useCounts();
  const current = pageOf(route).under ?? route.page;
  const part = (foot: boolean) =>
    entries
      .filter(({ navigation }) => (navigation.foot ?? false) === foot)
      .map(({ id, navigation }) => <Place key={id} id={id} icon={navigation.icon} count={countOf(navigation.count)} current={id === current} />);
  return (
    <nav className={styles.nav} aria-label={t("navigation.label")}>
      <div className={styles.brand}>
        <Logo />
        <span>Darkroom</span>
      </div>
      <ul className={styles.list}>{part(false)}</ul>
      <ul className={`${styles.list} ${styles.foot}`}>{part(true)}</ul>
    </nav>
  );
}

interface Count {
  text: string;
  label?: string;
}

function Place({ id, icon, count, current }: { id: Route["page"]; icon: NavigationEntry["icon"]; count: Count | null; current: boolean }) {
  const { t } = useTranslation("shell");
  const label = t(`titles.${id}`);
  // Every place in the navigation can be gone to without knowing more.
  const to = (id === "settings" ? { page: id, section: "general" } : { page: id }) as Route;
  return (
    <li>
      <button type="button" className={styles.place} aria-current={current ? "page" : undefined} data-tip={label} data-tip-cut="" onClick={() => go(to)}>
        <Icon name={icon} />
        <span className={`${styles.label} trunc`}>{label}</span>
        {count && (
          <span className={styles.count} aria-label={count.label}>
            {count.text}
          </span>
        )}
      </button>
    </li>
  );
}

/** Gives how much is in a place, or going on. */
function useCounts(): (of: NavigationEntry["count"]) => Count | null {
  const { t } = useTranslation("shell");
  const format = useFormat();
  const { data: counts } = useQuery(countsQuery);
  const { data: running = 0 } = useQuery({ ...jobsQuery, select: (jobs) => jobs.filter(isUnfinished).length });
  return (of) => {
    if (of === undefined) return null;
    if (of === "jobs") return running > 0 ? { text: format.number(running), label: t("navigation.running", { count: running }) } : null;
    const count = counts?.[of] ?? 0;
    return count > 0 ? { text: format.compact(count) } : null;
  };
}
