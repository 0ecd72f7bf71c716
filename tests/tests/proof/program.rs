//! The program itself, as a process: archives, and an import that is killed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use inovasi::RateLimit;
use inovasi_entity::{agency, change};
use inovasi_ingest::Package;
use inovasi_schema::Catalogue;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::database::each;
use crate::package::root;
use crate::service::body_of;

/// The program, built if it is not there yet: `cargo test` makes the binary of another package only by chance.
pub(crate) fn program() -> PathBuf {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--quiet", "--package", "inovasi"]).current_dir(root());
    assert!(build.status().unwrap().success());
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(Path::parent).unwrap().join("inovasi")
}

/// A zip of the bundled package, its files in a folder.
fn zipped(folder: &Path) -> PathBuf {
    let path = folder.join("package.zip");
    let script = "import sys,zipfile,glob,os\nwith zipfile.ZipFile(sys.argv[1],'w') as z:\n for f in \
glob.glob('data/*.csv')+['data/datapackage.json']: z.write(f,'inovasi/'+os.path.basename(f))";
    let made = Command::new("python3").args(["-c", script]).arg(&path).current_dir(root()).status().unwrap();
    assert!(made.success());
    path
}

/// The bundled package with other names of agencies, in a folder.
fn renamed(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    for entry in std::fs::read_dir(root().join("data")).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
        }
    }
    let agencies = std::fs::read_to_string(data.join("agencies.csv")).unwrap().replace(",Pemerintah ", ",Pemda ");
    std::fs::write(data.join("agencies.csv"), agencies).unwrap();
    data
}

#[tokio::test]
async fn a_zip_is_read_like_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let from_zip = Package::read(&zipped(folder.path())).unwrap();
    let from_folder = Package::read(&root().join("data")).unwrap();
    assert_eq!(from_zip.rows(), from_folder.rows());
    std::fs::write(folder.path().join("broken.zip"), "no zip").unwrap();
    let faults = Package::read(&folder.path().join("broken.zip")).unwrap_err();
    assert!(faults.0[0].to_string().contains("broken.zip"), "{}", faults.0[0]);
}

#[test]
fn check_writes_a_report_and_fails_at_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.json");
    std::fs::write(folder.path().join("datapackage.json"), "{}").unwrap();
    let run =
        |path: &Path| Command::new(program()).arg("check").arg(path).arg("--report").arg(&report).output().unwrap();
    let faulty = run(folder.path());
    assert!(!faulty.status.success());
    let faults: serde_json::Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    assert_eq!(faults["faults"][0]["file"], "datapackage.json");
    assert!(faults["faults"][0]["remedy"].is_string());
    let sound = run(&root().join("data"));
    assert!(sound.status.success());
    assert!(!String::from_utf8_lossy(&sound.stdout).contains('\r'), "no progress in a pipe");
    assert_eq!(std::fs::read_to_string(&report).unwrap().matches("rule").count(), 0);
}

#[test]
fn doctor_looks_without_making_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.db");
    let url = format!("sqlite://{}", file.display());
    let output = Command::new(program()).arg("doctor").env("DATABASE_URL", url).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("is not there yet"));
    assert!(!file.exists());
}

#[test]
fn an_import_says_where_the_instant_of_the_package_goes_back() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("catalogue.db").display());
    let data = renamed(folder.path());
    let program = program();
    let import = |created: &str| {
        let descriptor = std::fs::read_to_string(root().join("data/datapackage.json")).unwrap();
        let descriptor = descriptor.replacen("2026-11-24T12:00:00Z", created, 1);
        // Another version, so that each is another content.
        let descriptor = descriptor.replacen("\"version\": \"1.0.0\"", &format!("\"version\": \"{created}\""), 1);
        std::fs::write(data.join("datapackage.json"), descriptor).unwrap();
        let output = Command::new(&program).arg("import").arg(&data).env("DATABASE_URL", &url).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(import("2026-11-24T12:00:00Z"), "");
    let said = import("2026-11-20T12:00:00Z");
    assert!(
        said.contains("before that of revision 1, at 2026-11-24T12:00:00Z") && said.contains("later created"),
        "{said}"
    );
    assert_eq!(import("2026-11-21T12:00:00Z"), "");
}

#[test]
fn compact_names_the_revisions_that_it_takes() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("catalogue.db").display());
    let program = program();
    let run = |arguments: &[&str]| {
        let output = Command::new(&program).args(arguments).current_dir(root()).env("DATABASE_URL", &url).output();
        let output = output.unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8_lossy(&said).into_owned())
    };
    let (done, said) = run(&["compact", "--up-to", "1"]);
    assert!(!done && said.contains("no package was imported yet"), "{said}");
    assert!(run(&["import", "data"]).0);
    for beyond in ["0", "2"] {
        let (done, said) = run(&["compact", "--up-to", beyond]);
        let told = format!("--up-to {beyond}: revision 1 stands; name one of 1..1");
        assert!(!done && said.contains(&told), "{said}");
    }
    let (done, said) = run(&["compact", "--up-to", "1"]);
    assert!(done && said.contains("up to revision 1: 0 superseded changes removed"), "{said}");
}

#[tokio::test]
async fn a_killed_import_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = renamed(folder.path());
    let before = Package::read(&root().join("data")).unwrap();
    let program = program();
    for fresh in each("killed").await {
        let db = &fresh.connection;
        inovasi_ingest::write(db, &before, |_, _, _| {}).await.unwrap();
        let mut killed = 0;
        // Killed ever later, until it is through before the kill: somewhere on the way it was writing.
        for delay in (0..).step_by(15).map(Duration::from_millis) {
            let mut import = Command::new(&program)
                .arg("import")
                .arg(&data)
                .env("DATABASE_URL", &fresh.url)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            tokio::time::sleep(delay).await;
            import.kill().unwrap();
            let finished = import.wait().unwrap().success();
            let revision = inovasi_ingest::current(db).await.unwrap().unwrap().number;
            let old = agency::Entity::find().filter(agency::Column::Name.starts_with("Pemerintah ")).count(db).await;
            let new = agency::Entity::find().filter(agency::Column::Name.starts_with("Pemda ")).count(db).await;
            let (old, new) = (old.unwrap(), new.unwrap());
            let changes = change::Entity::find().filter(change::Column::Revision.eq(2)).count(db).await.unwrap();
            match revision {
                1 => assert!(old >= 546 && new == 0 && changes == 0, "{old} {new} {changes}"),
                _ => assert!(old == 0 && new >= 546 && changes >= 546, "{old} {new} {changes}"),
            }
            if finished || revision == 2 {
                assert_eq!(revision, 2);
                break;
            }
            killed += 1;
        }
        assert!(killed > 0);
    }
}

/// The beginning of a file, where the index says what it is of.
fn head(file: &Path) -> String {
    let bytes = std::fs::read(file).unwrap();
    String::from_utf8_lossy(&bytes[..bytes.len().min(400)]).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_leaves_the_index_of_its_revision_to_the_server_that_runs() {
    let folder = tempfile::tempdir().unwrap();
    let data = renamed(folder.path());
    for fresh in each("kept_index").await {
        let file = inovasi_schema::index_file(&fresh.url).unwrap_or_else(|| folder.path().join("postgres.index"));
        let before = Package::read(&root().join("data")).unwrap();
        inovasi_ingest::write(&fresh.connection, &before, |_, _, _| {}).await.unwrap();
        let catalogue = Catalogue::open(&fresh.url).await.unwrap().with_index_file(file.clone());
        let router = inovasi::router(catalogue, RateLimit::default()).unwrap();
        let agencies = "/v1/agencies?q=pemda&limit=1";
        assert_eq!(body_of(&router, agencies).await["meta"]["revision"], 1);
        while !file.exists() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let mut import = Command::new(program());
        import.args(["import", "--index-file"]).arg(&file).arg(&data).env("DATABASE_URL", &fresh.url);
        assert!(import.output().unwrap().status.success());
        let revision = inovasi_ingest::current(&fresh.connection).await.unwrap().unwrap();
        let content = format!("|{}|{}", revision.number, revision.content_sha256);
        assert!(revision.number == 2 && head(&file).contains(&content), "{}", head(&file));
        let written = std::fs::metadata(&file).unwrap().modified().unwrap();
        let page = body_of(&router, agencies).await;
        assert!(page["meta"]["revision"] == 2 && page["meta"]["total"].as_u64() >= Some(546), "{page}");
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now = std::fs::metadata(&file).unwrap().modified().unwrap();
        assert_eq!(written, now, "the server built the index that was there");
    }
}
