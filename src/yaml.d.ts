/** YAML seeds become plain data when a bundle is made (the `yaml` plugin in vite.config.ts). */
declare module "*.yaml" {
  const data: unknown;
  export default data;
}
