import "@fontsource/be-vietnam-pro/vietnamese-400.css";
import "@fontsource/be-vietnam-pro/latin-400.css";
import "@fontsource/be-vietnam-pro/vietnamese-600.css";
import "@fontsource/be-vietnam-pro/latin-600.css";
import "./theme.css";

import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { signInAgain } from "./frame/signInAgain";
import { makeClient } from "./queryClient";
import { makeRouter } from "./router";
import { TextProvider } from "./text/useText";
import { SchemeProvider } from "./ui/scheme";

const client = makeClient(() => void signInAgain(router, client));
const router = makeRouter(client);

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <SchemeProvider>
      <TextProvider>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextProvider>
    </SchemeProvider>
  </StrictMode>,
);
