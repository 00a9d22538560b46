// Every bare import of the pure core resolves to this file, which exports nothing: a package import does not compile.
export {};
