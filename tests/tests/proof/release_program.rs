//! `inovasi release` as a process: its version, its second run, what it refuses.

use std::path::Path;
use std::process::{Command, Output};

use inovasi_ingest::Package;

use crate::database::each;
use crate::package::root;
use crate::program::program;
use crate::releases::{two_packages, with_store};
use crate::service::Service;

fn run(url: &str, store: &Path, arguments: &[&str]) -> (bool, String) {
    let mut release = Command::new(program());
    release.arg("release").args(arguments).env("DATABASE_URL", url).env("INOVASI_RELEASES", store);
    let Output { status, stdout, stderr } = release.output().unwrap();
    assert!(!String::from_utf8_lossy(&stdout).contains('\r'), "no progress in a pipe");
    (status.success(), format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_is_dated_by_its_package_and_made_once() {
    let (_, second) = two_packages();
    for database in each("release_program").await {
        let (url, folder) = (database.url.clone(), tempfile::tempdir().unwrap());
        let folder = folder.path().join("releases");
        let (made, said) = run(&url, &folder, &[]);
        assert!(!made && said.contains("no package was imported yet"), "{said}");
        inovasi_ingest::write(&database.connection, &Package::read(&root().join("data")).unwrap(), |_, _, _| {})
            .await
            .unwrap();
        for wrong in ["latest", "a/b", ""] {
            let (made, said) = run(&url, &folder, &["--version", wrong]);
            assert!(!made && said.contains("--version") && said.contains("is no version"), "{said}");
        }
        assert!(!folder.exists(), "nothing was written");
        let (made, said) = run(&url, &folder, &[]);
        assert!(made && said.contains("release 2026-11-24 of revision 1:") && said.contains(" files, "), "{said}");
        let (made, said) = run(&url, &folder, &[]);
        assert!(made && said.contains("release 2026-11-24 of revision 1 stands already"), "{said}");
        let (made, said) = run(&url, &folder, &["--version", "2030-01-01"]);
        assert!(!made && said.contains("is released already, as 2026-11-24"), "{said}");
        inovasi_ingest::write(&database.connection, &second, |_, _, _| {}).await.unwrap();
        let (made, said) = run(&url, &folder, &["--version", "2026-11-24"]);
        assert!(!made && said.contains("stands already, of another revision"), "{said}");
        let (made, said) = run(&url, Path::new("http://x"), &[]);
        assert!(!made && said.contains("s3://BUCKET/PREFIX"), "{said}");
        // The store is sealed under that day, by somebody else or a release that was never recorded.
        std::fs::create_dir_all(folder.join("2027-01-02")).unwrap();
        std::fs::write(folder.join("2027-01-02/SHA256SUMS"), "other sums").unwrap();
        let (made, said) = run(&url, &folder, &["--version", "2027-01-02"]);
        assert!(!made && said.contains("holds other files of a release 2027-01-02"), "{said}");
        let (made, said) = run(&url, &folder, &[]);
        assert!(made && said.contains("release 2027-01-02.2 of revision 2:"), "{said}");
        let service = with_store(Service::over(database).await, &folder).await;
        let (_, headers, _) = service.ask("GET", "/v1/releases/latest", None).await;
        assert_eq!(headers["location"], "/v1/releases/2027-01-02.2");
        assert_eq!(service.ask("GET", "/v1/releases/2026-11-24/README.md", None).await.0, 200);
    }
}
