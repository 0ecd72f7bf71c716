// All that the drivers use of Node.
declare const process: { env: Record<string, string | undefined> };
