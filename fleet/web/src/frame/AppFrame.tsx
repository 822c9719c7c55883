// The frame around every page of somebody who is signed in.

import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { LiveProvider } from "../live/LiveProvider";
import { useText } from "../text/useText";
import { NowProvider } from "../ui/Age";
import { Icon } from "../ui/icons";
import classes from "./AppFrame.module.css";
import { LiveAlert, LivePill } from "./LiveBar";
import { Nav } from "./Nav";
import { signInAgain } from "./signInAgain";
import { UserMenu } from "./UserMenu";
import { useShortcuts } from "./useShortcuts";

const Palette = lazy(() => import("./Palette").then(({ Palette }) => ({ default: Palette })));

export function AppFrame() {
  const { t } = useText();
  const client = useQueryClient();
  const router = useRouter();
  const main = useFocusOnNavigation();

  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const openPalette = useCallback(() => setIsPaletteOpen(true), []);
  useShortcuts(openPalette);

  const signedOut = useCallback(() => void signInAgain(router, client), [router, client]);

  return (
    <LiveProvider onSignedOut={signedOut}>
      <NowProvider>
        <a className={classes.skip} href="#main">
          {t("app.skip")}
        </a>
        <div className={classes.frame}>
          <header className={classes.header}>
            <Link to="/" className={classes.brand}>
              <img src="/favicon.svg" alt="" width="28" height="28" />
              <span>{t("app.name")}</span>
            </Link>
            <div className={classes.tools}>
              <LivePill />
              <button
                type="button"
                className={classes.search}
                title={t("palette.open")}
                onClick={openPalette}
              >
                <Icon name="search" size={20} />
                <span className="tq-hidden">{t("palette.open")}</span>
                <kbd>Ctrl K</kbd>
              </button>
              <UserMenu />
            </div>
          </header>
          <Nav />
          <main id="main" ref={main} className={classes.main} tabIndex={-1}>
            <LiveAlert />
            <Outlet />
          </main>
        </div>
        {isPaletteOpen && (
          <Suspense>
            <Palette onClose={() => setIsPaletteOpen(false)} />
          </Suspense>
        )}
      </NowProvider>
    </LiveProvider>
  );
}

/** Move the focus to the new page, as a browser does for pages that it loads itself. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== pathname) {
      main.current?.focus({ preventScroll: true });
    }
    shown.current = pathname;
  }, [pathname]);
  return main;
}
