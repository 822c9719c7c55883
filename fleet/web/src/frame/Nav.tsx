// The pages at the side; on a phone at the bottom, with the registry behind a button.

import { Link, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useText } from "../text/useText";
import { Icon } from "../ui/icons";
import classes from "./Nav.module.css";
import { PAGES, REGISTRY } from "./places";

const Drawer = lazy(() => import("../ui/Drawer").then(({ Drawer }) => ({ default: Drawer })));

type Place = (typeof PAGES)[number] | (typeof REGISTRY)[number];

export function Nav() {
  const { t } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isWithin = REGISTRY.some(({ to }) => path === to || path.startsWith(`${to}/`));
  return (
    <nav className={classes.nav} aria-label={t("nav.label")}>
      {PAGES.map((place) => (
        <PlaceLink key={place.to} place={place} />
      ))}
      <div className={classes.group}>
        <p className={classes.title} id="nav-registry">
          {t("nav.registry")}
        </p>
        <ul className={classes.places} aria-labelledby="nav-registry">
          {REGISTRY.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} />
            </li>
          ))}
        </ul>
      </div>
      <button
        type="button"
        className={`${classes.link} ${classes.more}`}
        aria-haspopup="dialog"
        data-within={isWithin || undefined}
        onClick={() => setIsOpen(true)}
      >
        <Icon name="registry" size={22} />
        <span>{t("nav.registry")}</span>
      </button>
      {isOpen && (
        <Suspense>
          <Drawer title={t("nav.registry")} onClose={() => setIsOpen(false)}>
            <ul className={classes.sheet}>
              {REGISTRY.map((place) => (
                <li key={place.to}>
                  <PlaceLink place={place} onGo={() => setIsOpen(false)} />
                </li>
              ))}
            </ul>
          </Drawer>
        </Suspense>
      )}
    </nav>
  );
}

function PlaceLink({ place, onGo }: { place: Place; onGo?: () => void }) {
  const { t } = useText();
  return (
    <Link
      to={place.to}
      className={classes.link ?? ""}
      activeOptions={{ exact: place.to === "/", includeSearch: false }}
      onClick={onGo}
    >
      <Icon name={place.icon} size={22} />
      <span>{t(place.text)}</span>
    </Link>
  );
}
