//! The command line: `dateline-map check story.geojson`, `dateline-map render story.geojson --out map.png`.
//!
//! Each subcommand is a module with an `Args` and a `run`; this file only names them. None of them has
//! rules of its own: they print what the library says.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[cfg(not(target_arch = "wasm32"))]
mod article;
#[cfg(not(target_arch = "wasm32"))]
mod check;
#[cfg(not(target_arch = "wasm32"))]
mod excerpts;
#[cfg(not(target_arch = "wasm32"))]
mod fallback;
#[cfg(not(target_arch = "wasm32"))]
mod fonts;
#[cfg(not(target_arch = "wasm32"))]
mod link;
#[cfg(not(target_arch = "wasm32"))]
mod output;
#[cfg(not(target_arch = "wasm32"))]
mod pictures;
#[cfg(not(target_arch = "wasm32"))]
mod render;

#[cfg(not(target_arch = "wasm32"))]
mod cli {
    use super::{check, excerpts, link, render};
    use clap::{Parser, Subcommand};
    use std::process::ExitCode;

    /// The map that goes with a news article.
    #[derive(Debug, Parser)]
    #[command(version, about, disable_help_subcommand = true)]
    struct Cli {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Debug, Subcommand)]
    enum Command {
        Check(check::Args),
        Render(Box<render::Args>),
        Excerpts(excerpts::Args),
        Link(link::Args),
    }

    /// Runs the subcommand. Wrong usage is answered by clap, with exit code 2.
    pub fn run() -> ExitCode {
        match Cli::parse().command {
            Command::Check(args) => check::run(&args),
            Command::Render(args) => render::run(&args),
            Command::Excerpts(args) => excerpts::run(&args),
            Command::Link(args) => link::run(&args),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::run()
}

/// A browser has no command line.
#[cfg(target_arch = "wasm32")]
fn main() {}
