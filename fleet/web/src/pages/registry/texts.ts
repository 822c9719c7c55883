import { enRegistry } from "../../text/enRegistry";
import { words } from "../../text/useWords";
import { viRegistry } from "../../text/viRegistry";

/** What the registry's pages say; it travels with them instead of with the shell. */
export const REGISTRY = words(viRegistry, enRegistry);

export type RegistryKey = keyof typeof viRegistry;
